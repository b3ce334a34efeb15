# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# an unknown flag: a sentence, usage, status 2
# @only: process
"$dtrace" $options -Y 2>usage
echo "status $?"
sed -n "1p; 2s,64.*,,p" usage
"$dtrace" $options -n 2>usage
echo "status $?"
sed -n "1p; 2s,64.*,,p" usage
