# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# programs run in the order of the command line
# @only: process
echo "BEGIN { printf(\"file %s\\n\", \$\$1); }" >one.d
"$dtrace" $options -qn "BEGIN { printf(\"first\n\"); }" -s one.d -n "BEGIN { printf(\"last\n\"); exit(0); }" word
