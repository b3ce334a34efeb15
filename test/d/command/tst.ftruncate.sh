# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# ftruncate() empties the output file
# @only: process
"$dtrace" $options -wo file -qn "BEGIN { printf(\"one\n\"); ftruncate(); printf(\"two\n\"); exit(0); }"
grep . file
"$dtrace" $options -wqn "BEGIN { printf(\"pipe\n\"); ftruncate(); printf(\"kept\n\"); exit(0); }" | cat
