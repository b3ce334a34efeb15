# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# two targets: until both have ended
# @only: process
"$dtrace" $options -c "sleep 0.1" -c true -n "END { }" 2>&1 | grep -c "has exited"
