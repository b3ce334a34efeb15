# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# system() runs when its record is consumed
# @only: process
"$dtrace" $options -wqn "BEGIN { printf(\"before\n\"); system(\"echo %s %d\", \"there\", 7); printf(\"after\n\"); system(\"exit 3\"); exit(0); }"
echo "status $?"
