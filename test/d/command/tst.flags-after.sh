# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# flags after -s and its arguments
# @only: process
echo "BEGIN { printf(\"%s %s\\n\", \$\$1, \$\$2); exit(0); }" >one.d
"$dtrace" $options -s one.d a b -q
"$dtrace" $options -q -s one.d a -x strsize=8 b
"$dtrace" $options -qs one.d -- -a -b
