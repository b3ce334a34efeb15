# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# 0, 1, 2, and exit()
# @only: process
set -f
run() { "$dtrace" $options -q "$@" >/dev/null 2>&1; echo $?; }
run -n "BEGIN { exit(0); }"
run -n "BEGIN { exit(5); }"
run -n "BEGIN { "
run -n "nosuch:::probe"
run -s /nosuch
run -Q
run -x nosuch=1
run -x
