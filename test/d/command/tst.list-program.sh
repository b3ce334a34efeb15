# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# -l with a program: the probes it would enable
# @only: process
"$dtrace" $options -l -n "BEGIN, END { trace(1); }"
echo "END { }" >one.d
"$dtrace" $options -ls one.d
