# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# noresolve leaves user addresses as they are
# @only: process
address=$("$dtrace" $options -x noresolve -qn "BEGIN { uaddr(0x1234567); exit(0); }")
echo $address
