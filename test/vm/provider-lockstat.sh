#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# lockstat: locks of the kernel that two threads of test/vm/locks.c want at once.
# timeout: 400

. test/vm/provider-lib

dtrace -ln 'lockstat:::' >"$out" 2>&1
for name in adaptive-acquire adaptive-acquire-error adaptive-block adaptive-spin adaptive-release \
	spin-acquire spin-spin spin-release thread-spin rw-acquire rw-block rw-spin rw-downgrade rw-release; do
	ok "$name is there" says " $name\$"
done
ok "Linux upgrades no reader" sh -c "! grep -q rw-upgrade $out"
dtrace -lvn lockstat:::spin-spin >"$out" 2>&1
ok "-lv: types" says 'args\[0\]: raw_spinlock_t \*' 'args\[1\]: uint64_t'

# --- mutexes: the pipe's, which write() to it takes -------------------------------------------------
cat >"$work/mutex.d" <<'END'
#pragma D option quiet
uint64_t blocked;
int taken[uint64_t], given[uint64_t];
self int waited;
syscall::write:entry /pid == $target/ { self->in = 1; }
lockstat:::adaptive-acquire /self->in && arg0 == blocked/ { printf("had by the one who waited %d\n", self->waited); }
lockstat:::adaptive-block /self->in/ { self->waited = 1; blocked = arg0; printf("waited %s\n", arg1 > 50000000 && arg1 < 60000000000 ? "long" : "wrong"); }
lockstat:::adaptive-acquire /self->in/ { taken[arg0]++; }
lockstat:::adaptive-release /self->in && taken[arg0]/ { given[arg0]++; }
lockstat:::adaptive-spin /self->in && arg0 == blocked/ { printf("spun as well\n"); }
syscall::write:return { self->in = 0; }
END { printf("taken %d given %d\n", taken[blocked], given[blocked]); }
END
dtrace -s "$work/mutex.d" -c 'locks mutex' >"$out" 2>&1
ok "adaptive-block: how long, before the acquire" says '^waited long$' '^had by the one who waited 1$'
ok "adaptive-acquire and -release: both threads" says '^taken 2 given 2$'
ok "a wait is one, not a spin too" sh -c "! grep -q 'spun as well' $out"
dtrace -qn 'lockstat:::adaptive-acquire-error /arg1 != 16/ { printf("%s misses %d in %s\n", execname, arg1, probefunc); }
	lockstat::mutex_trylock:adaptive-acquire-error /arg1 != 16/ { printf("odd\n"); }' -c 'locks interrupted' >"$out" 2>&1
ok "adaptive-acquire-error: EINTR" says '^locks misses 4 in mutex_lock_interruptible$'
ok "adaptive-acquire-error: EBUSY where it was only tried" sh -c "! grep odd $out"

# --- readers and writers: the folder's -----------------------------------------------------------------
cat >"$work/rw.d" <<'END'
#pragma D option quiet
uint64_t lock;
syscall::mkdirat:entry, syscall::getdents64:entry /pid == $target/ { self->in = 1; }
lockstat:::rw-block /self->in/ { lock = arg0; printf("%s waits %s\n", arg2 == RW_WRITER ? "writer" : arg2 == RW_READER ? "reader" : "?",
	arg1 > 50000000 && arg1 < 60000000000 ? "long" : "wrong"); }
lockstat:::rw-acquire /self->in && arg0 == lock/ { printf("%s has it\n", arg1 == RW_WRITER ? "writer" : "reader"); }
lockstat:::rw-release /self->in && arg0 == lock/ { printf("%s gives it back\n", arg1 == RW_WRITER ? "writer" : "reader"); }
syscall::mkdirat:return, syscall::getdents64:return { self->in = 0; }
END
dtrace -s "$work/rw.d" -c 'locks rwsem' >"$out" 2>&1
ok "rw-block: the writer behind a reader" says '^writer waits long$' '^writer has it$' '^writer gives it back$'
ok "rw-block: a reader behind the writer" says '^reader waits long$' '^reader has it$' '^reader gives it back$'

# --- spinning: until seen ---------------------------------------------------------------------------------
# until_seen PREDICATE MODE: the probe fires in time.
until_seen() {
	locks "$2" &
	act=$!
	dtrace -qn "lockstat:::$1 { printf(\"seen %s\\n\", arg1 > 0 && arg1 < 60000000000 ? \"ns\" : \"wrong\"); exit(0); }
		tick-60s { exit(0); }" >"$out" 2>&1
	kill -KILL $act
	wait $act 2>/dev/null
	says '^seen ns$'
}
ok "spin-spin" until_seen 'spin-spin /execname == "locks"/' spin
ok "thread-spin" until_seen 'thread-spin' queue
ok "rw-spin" until_seen 'rw-spin /execname == "locks"/' rwspin
dtrace -n 'BEGIN { trace(offsetof(struct rq, __lock)); exit(0); }' >"$out" 2>&1 ||
	dtrace -n 'BEGIN { trace(offsetof(struct rq, lock)); exit(0); }' >"$out" 2>&1
ok "a queue of threads begins with its lock" says ':BEGIN +0$'

# --- the rest ------------------------------------------------------------------------------------------------
printf 'dd if=/dev/zero of=/dev/null bs=100 count=100\ncat /etc/hostname\n' >"$work/act"
dtrace -qn 'lockstat:::spin-acquire, lockstat:::spin-release /execname == "dd"/ { @[probename, probefunc] = count(); }
	lockstat:::rw-downgrade /execname == "cat" && arg0 == (uint64_t)&curthread->mm->mmap_lock/ { @["the map", probefunc] = count(); }
	END { printa("%s %s %@d\n", @); }' -c "sh $work/act" >"$out" 2>&1
ok "spin-acquire" says '^spin-acquire _raw_spin_lock [1-9]' '^spin-acquire _raw_spin_lock_irqsave [1-9]'
ok "spin-release" says '^spin-release _raw_spin_unlock_irqrestore [1-9]'
ok "rw-downgrade" says '^the map downgrade_write [1-9]'
ok "nothing stays armed" nothing_armed
plan
