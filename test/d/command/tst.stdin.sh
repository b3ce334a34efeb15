# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# /dev/stdin is a script; - is a file name
# @only: process
echo "BEGIN { printf(\"read\\n\"); exit(0); }" | "$dtrace" $options -qs /dev/stdin
echo "BEGIN { exit(0); }" | "$dtrace" $options -qs - 2>&1
echo "status $?"
