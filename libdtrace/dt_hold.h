/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * How far a command that was started runs before it is held and programs are compiled for it:
 * option evaltime.
 */
#ifndef DT_HOLD_H
#define DT_HOLD_H

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

enum dt_evaltime {
	DT_EVALTIME_DEFAULT, /* PREINIT with a dynamic linker, else POSTINIT where main() can be found */
	DT_EVALTIME_EXEC,    /* right after its exec */
	DT_EVALTIME_PREINIT, /* its libraries are mapped, nothing of theirs has run */
	DT_EVALTIME_POSTINIT, /* before main(): on Linux all initialisation is done by then */
	DT_EVALTIME_MAIN
};

/*
 * For the thread that traces the process with ptrace(2), while it stands at the end of its exec:
 * let it run until then. `options` are what PTRACE_SETOPTIONS was told; they are so again after it.
 * 1: it went on from there. 0: it stands at the end of an exec, this one or a later that came first.
 * -1: that cannot be, with a sentence in message. A process that comes to its end first is held
 * there.
 */
int dt_hold(pid_t pid, enum dt_evaltime when, long options, char *message, size_t size);

#endif
