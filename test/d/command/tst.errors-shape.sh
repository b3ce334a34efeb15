# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# messages of the command
# @only: process
set -f
printf "BEGIN\n{\n\ttrace(nosuch);\n}\n" >bad.d
"$dtrace" $options -s bad.d 2>&1
"$dtrace" $options -x errtags -s bad.d 2>&1
"$dtrace" $options -n "BEGIN { trace(nosuch); }" 2>&1
"$dtrace" $options -x errtags -n "BEGIN { trace(nosuch); }" 2>&1
"$dtrace" $options -s /nosuch.d 2>&1
"$dtrace" $options -q 2>&1
:
