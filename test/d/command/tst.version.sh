# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# -V names the language and this program
# @only: process
"$dtrace" -V | sed "s/Linux .*/Linux N/"
"$dtrace" $options -VV | head -n 1
"$dtrace" -V -n "BEGIN { trace(1); }" | head -n 1
