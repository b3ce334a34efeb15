# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# -64 is what there is; -32 is refused
# @only: process
"$dtrace" $options -64 -qn "BEGIN { trace(sizeof (long)); exit(0); }"
"$dtrace" $options -32 -qn "BEGIN { exit(0); }" 2>&1
echo "status $?"
"$dtrace" $options -65 2>&1 | head -n 1
