# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# a buffer too large for the machine is lowered, and that is told
# @only: process
echo "# lowered"
"$dtrace" $options -x bufsize=1t -n "BEGIN { exit(0); }" 2>&1 >/dev/null | sed -E "s/[0-9]+[kmg]\$/N/"
echo "# quietresize, -q"
"$dtrace" $options -x quietresize -x bufsize=1t -n "BEGIN { exit(0); }" 2>&1 >/dev/null
"$dtrace" $options -x bufsize=1t -qn "BEGIN { exit(0); }" 2>&1
echo "# manual"
"$dtrace" $options -x bufresize=manual -x bufsize=1t -qn "BEGIN { exit(0); }" 2>&1
echo "status $?"
echo "# aggregations"
"$dtrace" $options -x aggsize=1t -n "BEGIN { @ = count(); exit(0); }" 2>&1 | sed -E "s/[0-9]+[kmg]\$/N/" | grep -v "^ *$"
