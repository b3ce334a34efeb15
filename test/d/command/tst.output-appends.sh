# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# -o appends
# @only: process
"$dtrace" $options -o file -qn "BEGIN { printf(\"one\n\"); exit(0); }"
"$dtrace" $options -o file -qn "BEGIN { printf(\"two\n\"); exit(0); }"
grep . file
"$dtrace" $options -o /nosuch/file -qn "BEGIN { exit(0); }" 2>&1
echo "status $?"
