# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# -o takes the list as well
# @only: process
"$dtrace" $options -o file -l -n BEGIN
wc -l <file
