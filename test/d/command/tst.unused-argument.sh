# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# an argument nobody uses
# @only: process
"$dtrace" $options -qn "BEGIN { exit(0); }" extra 2>&1
echo "status $?"
