# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# units of rates
# @only: process
for rate in 10000000 10000us 10000usec 10ms 10msec 1s 1sec 1m 1min 1h 1hour 1d 1day 100hz 100HZ 0 10x 1.5s hz 99999999999999999999s 1000000001hz; do
	printf "%s: " "$rate"
	"$dtrace" $options -x "aggrate=$rate" -qn "BEGIN { printf(\"taken\"); exit(0); }" 2>&1 | head -n 1
	echo
done
