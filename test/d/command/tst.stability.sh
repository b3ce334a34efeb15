# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# -v tells how stable a program is
# @only: process
"$dtrace" $options -ven "BEGIN { trace(pid); }"
"$dtrace" $options -ven "BEGIN { trace(curthread); }" | tail -n 5
