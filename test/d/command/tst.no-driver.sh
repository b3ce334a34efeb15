# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# a kernel probe without the driver
# @only: process
"$dtrace" $options -n "fbt::do_sys_open*:entry" 2>&1 | grep -c driver
