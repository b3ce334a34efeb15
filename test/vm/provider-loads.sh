#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Loads at addresses that a D program makes up: good ones work, bad ones are an error of the
# program and nothing else, device memory is not touched.
# timeout: 300

. test/vm/provider-lib

# loaded ADDRESS: firings are recorded without an error.
loaded() {
	provider-trace -k x -d "$1" fbt:vmlinux:do_sys_openat2:entry -- cat /etc/hosts \
		>"$work/out" 2>"$work/err"
	grep -q '^# drops 0 errors 0 ' "$work/err" && grep -q '^x do_sys' "$work/out"
}

# refused ADDRESS: every firing ends in an error.
refused() {
	provider-trace -k x -d "$1" fbt:vmlinux:do_sys_openat2:entry -- cat /etc/hosts \
		>"$work/out" 2>"$work/err"
	cat "$work/err"
	grep -q '^# drops 0 errors [1-9]' "$work/err" && ! grep -q '^x do_sys' "$work/out"
}

symbol() {
	awk -v name="$1" '$3 == name { print "0x" $1; exit }' /proc/kallsyms
}

# area WORD: the start of the first vmalloc area with that word.
area() {
	awk -v word="$1" '$0 ~ word && $0 ~ /pages=|phys=|ioremap/ {
		split($1, part, "-"); print part[1]; exit }' /proc/vmallocinfo
}

ok "a variable of the kernel" loaded "$(symbol init_uts_ns)"
ok "text" loaded "$(symbol do_sys_openat2)"
ok "the null pointer" refused 8
ok "an address in the first page" refused 0xff8
ok "a user address" refused 0x400000
ok "the last user page" refused 0x7fffffffe000
ok "across the end of user space" refused 0x00007ffffffffffc
ok "not canonical" refused 0x0000900000000000
ok "not canonical, high half of a four-level kernel" refused 0xff00000000000000
ok "the last eight bytes" refused 0xfffffffffffffff8
ok "across the end of memory" refused 0xfffffffffffffffc
ok "a hole below the kernel's text" refused 0xffffffff00000000
ok "an unmapped page at the top" refused 0xffffffffffffe000
# With 0 even root is shown hashes instead of addresses.
restrict=$(cat /proc/sys/kernel/kptr_restrict)
echo 1 >/proc/sys/kernel/kptr_restrict
vmalloc=$(area vmalloc)
# ACPI tables are RAM that is ioremapped like any memory; the others are devices.
device=$(area "(hpet|pci|vp_modern|apic).*ioremap")
echo "$restrict" >/proc/sys/kernel/kptr_restrict
if [ -n "$vmalloc" ]; then
	ok "vmalloc memory" loaded "$vmalloc"
else
	skip "vmalloc memory" "no area found in /proc/vmallocinfo"
fi
if [ -n "$device" ]; then
	ok "device memory is refused" refused "$device"
else
	skip "device memory is refused" "nothing is ioremapped here"
fi
ok "the kernel has not complained" sh -c '! dmesg | grep -E "BUG|WARNING|Oops|general protection"'
plan
