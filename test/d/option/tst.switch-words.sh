# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# the words a switch understands
# @only: process
for word in "" =yes =no =on =off =enable =disable =set =unset =true =false =1 =0 =YES =maybe =2; do
	printf "%s: " "quiet$word"
	"$dtrace" $options -x "quiet$word" -n "BEGIN { exit(0); }" 2>&1 | head -n 1
	echo
done
