#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Subroutines, variables and stacks that need a kernel and a process under them: user memory in and
# out, the state of locks, descriptors, paths, depths.
# timeout: 300

. test/vm/common

# --- user memory --------------------------------------------------------------------
run 60 dtrace -qn 'syscall::write:entry /pid == $target/ {
		this->p = copyin(arg1, 5);
		this->q = (char *)alloca(6);
		copyinto(arg1, 5, this->q);
		printf("[%s] %d [%s] [%s]\n", stringof(this->p), (uintptr_t)this->p & 7, copyinstr(arg1, 3), stringof(this->q));
	}' -c 'echo hello'
ok "copyin(), copyinstr(), copyinto(): what the process wrote" out_has '^\[hello\] 0 \[hel\] \[hello\]$'
run 60 dtrace -qn 'syscall::openat:entry /pid == $target/ { @[copyinstr(arg1)] = count(); }' -c 'cat /etc/hostname'
ok "copyinstr(): a path" out_has '^  /etc/hostname +1$'
run 60 dtrace -wqn 'syscall::read:entry /pid == $target/ { self->to = arg1; }
	syscall::read:return /pid == $target && self->to && arg1 == 6/ { copyout("XYZ", self->to, 3); self->to = 0; }' -c 'cat /etc/hostname'
ok "copyout(): the process reads what was put there" out_has '^XYZst$'
run 60 dtrace -qn 'syscall::read:return /pid == $target/ { copyout("XYZ", 4096, 3); }' -c 'cat /etc/hostname'
ok "copyout() needs -w" err_has 'Destructive actions not allowed$'
run 60 dtrace -qn 'BEGIN { panic(); }'
ok "panic() too" err_has 'Destructive actions not allowed$'
run 60 dtrace -qn 'BEGIN { breakpoint(); }'
ok "breakpoint() too" err_has 'Destructive actions not allowed$'

# --- the process ----------------------------------------------------------------------
run 60 dtrace -qn 'syscall::write:entry /pid == $target/ { printf("%d %d %d %d\n", progenyof($target), progenyof($pid), progenyof(1), progenyof(2)); }' -c 'echo hello'
ok "progenyof(): itself, its parents, not others" out_has '^1 1 1 0$'
run 60 dtrace -qn 'syscall::write:entry /pid == $target/ { printf("%s|%s|%s|%s\n", execargs, execname, cwd, root); }' -c 'echo hello world'
ok "execargs, execname, cwd, root" out_has '^/?[a-z/]*echo hello world\|echo\|/dtrace\|/$'
run 60 dtrace -qn 'int seen; fbt::vfs_read:entry /pid == $target && !seen && basename(d_path(&args[0]->f_path)) == "hostname"/ { seen = 1; printf("%s\n", d_path(&args[0]->f_path)); }' -c 'cat /etc/hostname'
ok "d_path(): an open file" out_has '^/etc/hostname$'
run 60 dtrace -qn 'int same; syscall::read:entry /pid == $target && arg0 > 2/ { self->f = getf(arg0); }
	fbt::vfs_read:entry /pid == $target && self->f/ { same += self->f == args[0]; self->f = 0; } END { printf("%d\n", same); }' -c 'cat /etc/hostname'
ok "getf(): the file that the descriptor stands for" out_has '^[1-9][0-9]*$'
run 60 dtrace -qn 'syscall::write:entry /pid == $target/ { printf("%d %d\n", getf(-1) == NULL, getf(1000000) == NULL); }' -c 'echo'
ok "getf(): NULL for what is not open" out_has '^1 1$'

# --- locks ---------------------------------------------------------------------------
run 60 dtrace -qn 'BEGIN { this->m = &`text_mutex; printf("%d %d %d %d\n", mutex_owned(this->m), mutex_owner(this->m) == NULL, mutex_type_adaptive(this->m), mutex_type_spin(this->m)); exit(0); }'
ok "a mutex that nobody has" out_has '^0 1 1 0$'
run 60 dtrace -qn 'fbt::show_cpuinfo:entry /pid == $target/ { this->m = &((struct seq_file *)arg0)->lock;
	@[mutex_owned(this->m), mutex_owner(this->m) == curthread] = count(); }' -c 'cat /proc/cpuinfo'
ok "a mutex that this thread has" out_has '^ +1 +1 +[0-9]+$'
run 60 dtrace -qn 'BEGIN { this->l = &`tasklist_lock; printf("%d %d %d\n", rw_read_held(this->l), rw_write_held(this->l), rw_iswriter(this->l)); exit(0); }'
ok "a lock of readers and writers that nobody has" out_has '^0 0 0$'
run 60 dtrace -qn 'fbt::mmap_region:entry /pid == $target/ { this->l = &curthread->mm->mmap_lock; @[rw_read_held(this->l), rw_write_held(this->l), rw_iswriter(this->l)] = count(); }' -c 'cat /etc/hostname'
ok "one that a writer has" out_has '^ +0 +1 +1 +[0-9]+$'

# --- stacks --------------------------------------------------------------------------
run 60 dtrace -qn 'int n; fbt::vfs_read:entry /pid == $target && !n++/ { printf("%d %d\n", stackdepth > 2, ustackdepth > 0); stack(2); }' -x stackindent=3 -c 'cat /etc/hostname'
ok "stackdepth, ustackdepth" out_has '^1 1$'
ok "stackindent, and the frames of a stack" out_has '^   vmlinux`(ksys_read|__x64_sys_read|vfs_read)\+0x[0-9a-f]+$'
ok "stack(2): two frames" sh -c '[ "$(grep -c "^   vmlinux" "$1")" = 2 ]' sh "$work/out"
run 60 dtrace -qn 'int n; fbt::vfs_read:entry /pid == $target && !n++/ { stack(); }' -x stackframes=1 -c 'cat /etc/hostname'
ok "stackframes=1" sh -c '[ "$(grep -c "^ *vmlinux" "$1")" = 1 ]' sh "$work/out"
run 60 dtrace -qn 'syscall::write:entry /pid == $target/ { ustack(1); jstack(1); }' -c 'echo hello'
ok "ustack(1), jstack(1): a frame each" sh -c '[ "$(grep -cE "^ {14}[^ ]" "$1")" = 2 ]' sh "$work/out"
run 60 dtrace -qn 'syscall::write:entry /pid == $target/ { @[uaddr(arg1), umod(arg1), usym(arg1)] = count(); }' -c 'echo hello'
ok "uaddr(), umod(), usym() of data" out_has '^  [^ ]+ +[^ ]+ +[^ ]+ +1$'
run 60 dtrace -qn 'profile-97 /arg0/ { @[ipl > 0] = count(); } tick-1s { exit(0); }'
ok "ipl in an interrupt" out_has '^ +1 +[0-9]+$'

plan
