# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# @only: process
# a kernel probe without the driver
"$dtrace" $options -n "fbt::do_sys_open*:entry" 2>&1 | grep -c driver
