# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# a command that cannot be run
# @only: process
"$dtrace" $options -c /nosuch/command -n "END { }" 2>&1
echo "status $?"
"$dtrace" $options -c "" -n "END { }" 2>&1
echo "status $?"
