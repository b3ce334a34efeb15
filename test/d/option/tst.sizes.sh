# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# suffixes of sizes
# @only: process
for size in 1024 0x400 1k 1K 1m 1M 1g 1t 1kb 1.5k k -1 ""; do
	printf "%s: " "$size"
	"$dtrace" $options -x "specsize=$size" -qn "BEGIN { printf(\"taken\"); exit(0); }" 2>&1 | head -n 1
	echo
done
