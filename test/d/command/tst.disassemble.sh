# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# -S lists the code on stderr
# @only: process
"$dtrace" $options -Sqn "BEGIN { trace(pid); exit(0); }" 2>listing | wc -l
grep -c DIFO listing
grep -c "! pid" listing
