#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# What an interpreter says of its frames (dtrace:helper:ustack: clauses linked with dtrace -G) in jstack() and ustack().
# kernels: every
# timeout: 120

. test/vm/common
PATH=$PATH:/dtrace/build/vm/bin
four='[ odd:9 ] [ even:7 ] [ odd:9 ] [ even:7 ]'

toy 2 >"$work/plain"
ok "the program itself" grep -qx 14 "$work/plain"

# names: what stands in brackets in the output, in one line.
names() { grep -oE '\[ (even|odd):[0-9]+ \]' "$work/out" | paste -sd' '; }
named() { [ "$(names)" = "$1" ] || show; }

run 60 dtrace -q -n 'pid$target:a.out:leaf:entry { jstack(); exit(0); }' -c toy
ok "jstack(): each frame of the loop is named, under its address" named "$four"
ok "and all frames are there" sh -c "grep -q 'toy\`leaf' $work/out && [ \$(grep -c 'toy\`enter+' $work/out) = 4 ] && grep -A1 'toy\`enter+' $work/out | grep -q even:7"
run 60 dtrace -q -n 'pid$target:a.out:leaf:entry { ustack(30, 300); exit(0); }' -c toy
ok "ustack() with room for strings" named "$four"
run 60 dtrace -q -n 'pid$target:a.out:leaf:entry { ustack(); exit(0); }' -c toy
ok "ustack() without" named ''
run 60 dtrace -q -n 'syscall::getppid:entry /pid == $target/ { @[jstack(12)] = count(); } END { printa("%k%@d times\n", @); }' -c 'toy 5'
ok "as a key: the same names are the same key" out_has '^ *5 times'
ok "as a key: they are printed" named "$four"
run 60 dtrace -q -n 'syscall::getppid:entry /ppid == $target/ { jstack(); }' -c 'toy 1'
ok "a forked child has its parent's" named '[ even:7 ] [ odd:9 ] [ even:7 ]'
run 60 dtrace -q -n 'pid$target:a.out:leaf:entry { ustack(30, 12); exit(0); }' -c toy
ok "strings that do not fit are told of" err_has 'string table overflow'
run 60 dtrace -q -n 'syscall::write:entry /pid == $target/ { jstack(); }' -c 'toy 1'
ok "elsewhere nothing is named" named ''
ok "nor is anything remembered" sh -c '[ -z "$(cat /proc/dtrace/user)" ]'
plan
