# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# two of -A -G -h -l -V are refused with status 2; -e goes with -l
# @only: process
for flags in -lV -Al -Gh "-h -l" -VA; do
	"$dtrace" $options $flags -n BEGIN 2>&1
	echo "status $?"
done
"$dtrace" $options -le -n BEGIN
"$dtrace" $options -el -n BEGIN
"$dtrace" $options -lle -P dtrace | wc -l
