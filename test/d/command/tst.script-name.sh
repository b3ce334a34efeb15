# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# $0 is the script, or the command
# @only: process
echo "BEGIN { printf(\"%s\\n\", \$\$0); exit(0); }" >one.d
"$dtrace" $options -qs one.d
"$dtrace" $options -qs ./one.d
