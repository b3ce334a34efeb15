# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# -w says so, unless quiet
# @only: process
"$dtrace" $options -wn "BEGIN { exit(0); }" 2>&1 >/dev/null
"$dtrace" $options -wqn "BEGIN { exit(0); }" 2>&1
"$dtrace" $options -x destructive -n "BEGIN { exit(0); }" 2>&1 >/dev/null
