# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# what is destructive needs -w
# @only: process
set -f
for action in "stop()" "raise(9)" "system(\"true\")" "freopen(\"x\")" "chill(1)" "panic()" "breakpoint()" "copyout(\"a\", 0, 1)" "copyoutstr(\"a\", 0, 1)"; do
	printf "%s: " "$action"
	"$dtrace" $options -qn "BEGIN { $action; exit(0); }" 2>&1
done
:
