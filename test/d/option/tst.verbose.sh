# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# verbose lists the code as -S does
# @only: process
"$dtrace" $options -x verbose -qn "BEGIN { exit(0); }" 2>verbose
"$dtrace" $options -Sqn "BEGIN { exit(0); }" 2>listing
cmp verbose listing && grep -c DIFO listing
