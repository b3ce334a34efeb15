#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Kernels that take only signed modules: one clear sentence, from tools/load and from dtrace itself.
# vm: --copy tools/load:/dtrace/tools/load --copy tools/lib.sh:/dtrace/tools/lib.sh --copy /bin/kmod:/sbin/insmod

. test/vm/common

built=/dtrace/build/driver/$(uname -r)
mkdir -p "$built"
ln -s /vm/driver.ko "$built/dtracedrv.ko"
rmmod dtracedrv

load() { run 60 bash tools/load load; }
dtrace_asks() { run 60 dtrace -n 'fbt::vfs_read:entry'; }
one_line() { [ "$(wc -l <"$work/err")" = 1 ] || show; }

dtrace_asks
ok "no driver: dtrace says so" err_has 'needs the driver; the driver is not loaded: load it with'
ok "no driver: in one line" one_line

# --- signatures enforced --------------------------------------------------------------------------
echo 1 >/sys/module/module/parameters/sig_enforce
load
ok "signatures enforced: refused" status_is 1
ok "signatures enforced: what is wrong" err_has 'takes only modules signed with a key it knows'
ok "signatures enforced: and what to do" err_has '^sign .*/dtracedrv.ko with a key .*doc/LINUX.md'
dtrace_asks
ok "signatures enforced: dtrace says it" err_has 'takes only signed modules, so sign it, then load it'
ok "signatures enforced: in one line" one_line

# --- locked down ----------------------------------------------------------------------------------
if [ -e /sys/kernel/security/lockdown ] || mount -t securityfs securityfs /sys/kernel/security; then
	echo integrity >/sys/kernel/security/lockdown
	load
	ok "locked down: refused" status_is 1
	ok "locked down: what is wrong" err_has 'is locked down \(integrity: Secure Boot does that\) and takes only signed modules'
	run 60 su user -c "dtrace -n 'fbt::vfs_read:entry'"
	ok "locked down: an ordinary user hears it too" err_has 'takes only signed modules'
fi
plan
