# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# -i enables by number
# @only: process
"$dtrace" $options -qi "1 { printf(\"one\n\"); exit(0); }"
"$dtrace" $options -qi "1 /1 == 2/ { printf(\"never\n\"); }" -i 1 -n "BEGIN { exit(0); }"
"$dtrace" $options -i 4294967294 2>&1
echo "status $?"
