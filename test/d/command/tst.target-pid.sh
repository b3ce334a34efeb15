# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# -p: until the process has ended
# @only: process
sleep 1 &
"$dtrace" $options -p $! -n "END { }" 2>&1 | grep -c "pid $! has exited"
"$dtrace" $options -p 0 -n "END { }" 2>&1
"$dtrace" $options -p 12x -n "END { }" 2>&1
"$dtrace" $options -p 2147483647 -n "END { }" 2>&1
echo "status $?"
