# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# -lv: the least of the attributes of all fields a probe has; a return has an offset and a value
# @only: process
for probe in 'profile:::tick-1s' 'proc:::exit' 'syscall::read:return' 'pid$target:libc.so.6:getenv:return'; do
	echo "# $probe"
	"$dtrace" $options -c true -lvn "$probe" | tail -n +3
done
