# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# -lv shows attributes and arguments
# @only: process
"$dtrace" $options -lvn BEGIN
