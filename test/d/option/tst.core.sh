# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# core takes no value and leaves the status of an abort
# @only: process
ulimit -c 0
"$dtrace" $options -x core=1 -qn "BEGIN { exit(0); }" 2>&1
{
	"$dtrace" $options -x core -qn "BEGIN { exit(0); }"
	echo "status $?" >status
} >/dev/null 2>&1
cat status
