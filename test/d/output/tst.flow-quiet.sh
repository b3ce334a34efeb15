# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# -F prints the flow even with -q, which only takes the newlines away
# @only: process
"$dtrace" $options -qFn "BEGIN { trace(1); } END { printf(\"end\"); }" -n "BEGIN { exit(0); }" | sed "s/[0-9]*:BEGIN/:BEGIN/"
