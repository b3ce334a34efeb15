# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# -e compiles and ends
# @only: process
"$dtrace" $options -en "BEGIN { trace(1); }"
echo "status $?"
"$dtrace" $options -en "BEGIN { nonsense }" 2>&1
echo "status $?"
