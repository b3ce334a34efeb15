# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# -l of what is not there: the heading, a sentence, status 1
# @only: process
"$dtrace" $options -l -n nosuch:::probe 2>message
echo "status $?"
cat message
"$dtrace" $options -l -n nosuch:::probe -n BEGIN 2>/dev/null
echo "status $?"
