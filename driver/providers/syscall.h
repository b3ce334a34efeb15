/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the files of the syscall provider share: the calls and the functions that
 * serve them (syscall_calls.c), their probes (syscall.c). Made once at the start, then constant but for
 * the probes, which the engine's control lock protects.
 */
#ifndef DTRACE_PROVIDERS_SYSCALL_H
#define DTRACE_PROVIDERS_SYSCALL_H

#include <dtrace/probe.h>

#include "site_group.h"
#include "syscall_names.h"

struct syscall_probe {
	struct site_group group;
	struct syscall *call;
	dtrace_id_t id;
	struct dtrace_probe *handle;
};

/*
 * A function through which a call is entered; or, with `tail`, one to which such a function jumps at
 * its end, so that the call returns there.
 */
struct syscall_function {
	struct syscall_function *next;
	struct syscall *call;
	unsigned long address;
	enum syscall_abi abi; /* not for tails */
	bool tail;
	bool has_entry;
	unsigned int entry; /* offset */
	unsigned int clear; /* see function_scan.clear */
	unsigned int return_count;
	int returns[]; /* offsets; cold parts may lie before the function */
};

struct syscall {
	struct syscall *next; /* all calls */
	struct syscall *same_bucket;
	struct syscall_function *functions;
	struct syscall_probe entry, ret;
	char name[SYSCALL_NAME_MAX];
};

extern struct syscall *syscalls;

int syscalls_find(void);
void syscalls_free(void);

/* The call the current thread is in, if this is a return address in the kernel's dispatcher; else NULL. [probe] */
const struct syscall *syscall_returning_to(unsigned long address);

#endif
