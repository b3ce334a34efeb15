# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# -lv: the least of the attributes of all fields a probe has
# @only: process
for probe in 'profile:::tick-1s' 'proc:::exit' 'syscall::read:return'; do
	echo "# $probe"
	"$dtrace" $options -c true -lvn "$probe" | tail -n +3
done
