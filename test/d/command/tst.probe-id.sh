# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# -i enables by number
# @only: process
"$dtrace" $options -qi "1 { printf(\"one\n\"); exit(0); }"
"$dtrace" $options -qi "1 /1 == 2/ { printf(\"never\n\"); }" -i 1 -n "BEGIN { exit(0); }"
"$dtrace" $options -i 4294967294 2>&1
echo "status $?"
for id in 1abc abc -1 ""; do
	"$dtrace" $options -i "$id" 2>&1
	echo "status $?"
done
"$dtrace" $options -qi '$1 { printf("macro\n"); exit(0); }' 1
