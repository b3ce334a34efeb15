# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# no arguments: usage and status 2
# @only: process
"$dtrace" 2>usage
echo "status $?"
head -n 1 usage | cut -c 1-14
