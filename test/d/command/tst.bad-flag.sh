# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# an unknown flag: a sentence, usage, status 2
# @only: process
"$dtrace" $options -Y 2>usage
echo "status $?"
head -n 2 usage | cut -c 1-30
"$dtrace" $options -n 2>usage
echo "status $?"
head -n 2 usage | cut -c 1-40
