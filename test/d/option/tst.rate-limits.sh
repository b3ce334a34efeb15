# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# limits of rates
# @only: process
for option in cleanrate=5000hz cleanrate=5001hz cleanrate=1min cleanrate=61s statusrate=10s statusrate=11s switchrate=0; do
	printf "%s: " "$option"
	"$dtrace" $options -x "$option" -qn "BEGIN { printf(\"taken\"); exit(0); }" 2>&1 | head -n 1
	echo
done
