#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Where the driver meets the kernel's own edges: a user page in the kernel's half of the address
# space, a processor on its way down, a reader of the trace that waits while the driver goes.
# timeout: 400
# vm: --append vsyscall=emulate

. test/vm/common

# --- the vsyscall page: a user page at a kernel address; SMAP makes a read of it an oops ---------
grep -q vsyscall=emulate /proc/cmdline && grep -qw smap /proc/cpuinfo
ok "there is a vsyscall page, and SMAP" [ $? -eq 0 ]
run 60 dtrace -qn 'BEGIN { trace(*(unsigned long *)0xffffffffff600000); exit(1); } ERROR { printf("refused %x", arg5); exit(0); }'
ok "it is refused like any bad address" out_has '^refused ffffffffff600000'
run 60 dtrace -qn 'BEGIN { printf("%s", stringof(((struct task_struct *)curthread)->comm)); exit(0); }'
ok "vmalloc and slab memory can still be read" out_has '^dtrace'

# --- device memory that the direct map covers -----------------------------------------------------
load_low() {
	run 60 dtrace -qn "BEGIN { trace(*(unsigned long *)(\`page_offset_base + $1)); printf(\"loaded\"); exit(0); }
		ERROR { printf(\"refused %x\", arg5 - \`page_offset_base); exit(0); }"
}
load_low 0xa0000
ok "the display's window is refused" out_has '^refused a0000'
load_low 0xbfff8
ok "to its end" out_has '^refused bfff8'
load_low 0x9fffc
ok "also across its start" out_has '^refused 9fffc'
load_low 0x9f000
ok "memory below it can be read" out_has 'loaded'

# --- a processor that goes down takes no breakpoint and no IDT of ours with it --------------------
dtrace -qn 'syscall::nanosleep:entry { @[cpu] = count(); }' >/dev/null 2>&1 &
tracer=$!
ok "armed" wait_for 60 is_armed
echo 0 >/sys/devices/system/cpu/cpu1/online
ok "CPU 1 went down" [ "$(cat /sys/devices/system/cpu/cpu1/online)" = 0 ]
# Between "goes" and "dead": everything was disarmed, and the trap was off.
cat /proc/dtrace/trace >/tmp/trace
awk '/  cpu 1 online 0/ { gone = 1 } gone && /suspend depth 0/ { suspended = 1 }
	suspended && /trap off/ { off = 1 } off && /resume depth 1/ { resumed = 1 }
	END { exit !resumed }' /tmp/trace
ok "without any breakpoint, and on the kernel's IDT" [ $? -eq 0 ]
ok "armed again for the others" is_armed
echo 1 >/sys/devices/system/cpu/cpu1/online
ok "CPU 1 came back" [ "$(cat /sys/devices/system/cpu/cpu1/online)" = 1 ]
ok "and all are armed" is_armed
# Not SIGINT, which a shell has its background commands ignore.
kill -TERM $tracer
wait $tracer

# --- unloading does not wait for who reads the trace ------------------------------------------------
exec 9</proc/dtrace/trace
cat <&9 >/dev/null
cat <&9 >/dev/null &
reader=$!
sleep 1
ok "a reader waits" kill -0 $reader
rmmod dtracedrv &
unloader=$!
wait_for 60 [ ! -d /proc/dtrace ]
ok "the driver goes" [ ! -d /proc/dtrace ]
kill $reader 2>/dev/null
wait $unloader
exec 9<&-
ok "and comes again" insmod /vm/driver.ko
plan
