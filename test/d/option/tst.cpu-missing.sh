# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# a CPU that is not there
# @only: process
"$dtrace" $options -x cpu=99999 -qn "BEGIN { exit(0); }" 2>&1 | sed "s/0 to [0-9]*/0 to N/"
