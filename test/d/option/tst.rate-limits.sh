# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# rates beyond the limits are bent to them, and that is told
# @only: process
for option in cleanrate=5000hz cleanrate=5001hz cleanrate=101 cleanrate=1min cleanrate=61s \
	statusrate=10s statusrate=11s switchrate=0; do
	printf "%s: " "$option"
	"$dtrace" $options -x "$option" -n "BEGIN { exit(0); }" 2>&1 >/dev/null | sed 1d
	echo
done
"$dtrace" $options -x cleanrate=61s -qn "BEGIN { printf(\"quiet\n\"); exit(0); }" 2>&1
