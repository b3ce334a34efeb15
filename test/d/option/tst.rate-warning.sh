# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# A bare number in a rate option is nanoseconds; one that looks like hertz is doubted, once.
# @only: process
for option in switchrate=10 aggrate=9999 switchrate=10000 switchrate=10hz aggrate=0 strsize=100; do
	echo "$option:"
	"$dtrace" $options -x $option -qn 'BEGIN { exit(0); }' 2>&1
done
