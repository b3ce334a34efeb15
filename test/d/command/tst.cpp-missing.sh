# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# a preprocessor that cannot be run
# @only: process
echo "BEGIN { exit(0); }" >script.d
"$dtrace" $options -x cpppath=/nosuch/cpp -Cqs script.d 2>&1
echo "status $?"
