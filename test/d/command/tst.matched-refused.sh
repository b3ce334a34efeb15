# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# what lacks -w is said to have matched, then refused; a script too
# @only: process
set -f
"$dtrace" $options -n 'BEGIN,END { stop(); }' 2>&1
echo "status $?"
echo 'BEGIN { raise(9); }' >script.d
"$dtrace" $options -s script.d 2>&1
"$dtrace" $options -qs script.d 2>&1
echo "status $?"
