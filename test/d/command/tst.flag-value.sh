# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# the refused value of a flag is told as it was written
# @only: process
for flags in "-b 4x" "-X q" "-x strsize=4x" "-x strsize" "-x nothing" "-x quiet=maybe"; do
	"$dtrace" $options $flags -n BEGIN 2>&1
	echo "status $?"
done
"$dtrace" $options -o /nonexistent/file -n BEGIN 2>&1
echo "status $?"
