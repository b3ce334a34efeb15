# SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause
#
# Typed arguments, values and errors of a command's system calls.

printf 'hello\n' >text
$dtrace $options -qn '
syscall::openat:entry /pid == $target && copyinstr(arg1) == "text"/ { self->open = 1; }
syscall::openat:return /self->open/
{
	printf("open %d %d\n", args[0] >= 3, errno);
	self->file = args[0];
	self->open = 0;
}
syscall::read:entry /self->file && args[0] == self->file/ { self->to = args[1]; }
syscall::read:return /self->to && arg1 > 0/
{
	printf("read %d %s", args[1], copyinstr((uintptr_t)self->to, args[1]));
	self->to = 0;
}
syscall::openat:entry /pid == $target && copyinstr(arg1) == "nosuch"/ { self->fails = 1; }
syscall::openat:return /self->fails/ { printf("fails %d %d\n", args[0], errno == ENOENT); self->fails = 0; }
' -c 'cat text nosuch' 2>/dev/null | grep -v '^hello$' | grep .
