#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# What every test in a virtual machine may count on.

count=0

check() {
	name=$1
	shift
	count=$((count + 1))
	if "$@"; then echo "ok $count - $name"; else echo "not ok $count - $name"; fi
}

mounted() {
	grep -q " $2 $1 " /proc/mounts
}

check "it is process 1's machine, not a container's" grep -q '^init' /proc/1/comm
check "debugfs" mounted debugfs /sys/kernel/debug
check "tracefs" mounted tracefs /sys/kernel/tracing
check "a writable /tmp" sh -c 'echo x >/tmp/x && rm /tmp/x'
check "the project's files" test -e test/vm/guest.sh
check "an ordinary user" sh -c '[ "$(su user -c "id -u")" = 1000 ]'
check "the loopback interface answers" sh -c 'ping -c 1 -W 5 127.0.0.1 >/dev/null'
check "real, dynamically linked programs" sh -c 'ls -l /proc/self/exe >/dev/null && grep -q libc /proc/$$/maps'
check "output may be opened again by name" sh -c '[ "$(echo x >/dev/stdout)" = x ]'
check "symbols with addresses" sh -c 'grep -q "^0*[1-9a-f][0-9a-f]* . _stext" /proc/kallsyms'
check "both processors" sh -c '[ "$(grep -c ^processor /proc/cpuinfo)" = 2 ]'
check "modules can be brought in" sh -c 'modprobe loop && grep -q "^loop " /proc/modules'
echo "1..$count"
