# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# cppargs: words for the preprocessor
# @only: process
echo "BEGIN { trace(A + B); exit(0); }" >script.d
"$dtrace" $options -x cppargs="-DA=1 -DB=41" -Cqs script.d
"$dtrace" $options -x cppargs -Cqs script.d 2>&1
:
