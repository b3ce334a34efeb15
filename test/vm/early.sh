#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Anonymous tracing from the first moment: the driver is the first thing that init loads, /proc is not mounted
# yet, and `dtrace -a` shows later what init did since.
# timeout: 100
# vm: --early --copy "$(test/vm/early-programs)":/usr/lib/firmware/dtrace/anonymous.dof

. test/vm/common

ok "the driver says so" sh -c 'dmesg | grep -q "anonymous tracing has begun"'
run 60 timeout -s INT 5 dtrace -a
ok "-a: status" status_is 0
ok "BEGIN ran in init" out_has '^begun by init, pid 1$'
ok "what init mounted, /proc first of all" sh -c 'grep " mounts " "$1" | head -n 1 | grep -qx "init mounts proc"' sh "$work/out"
ok ".. and the rest" out_has '^init mounts sysfs$'
ok "the modules it loaded" out_has '^init loads a module: 0$'
ok "the driver's own loading ended" sh -c '[ "$(grep -c "loads a module: 0" "$1")" -gt 1 ]' sh "$work/out"
ok "this script, which init began" out_has '^init becomes .*, later: 1$'
ok "an aggregation of the boot" out_has '^calls of init: [1-9][0-9]+$'
ok "END" out_has '^calls of others: [1-9]'
ok "nothing was dropped" err_empty
plan
