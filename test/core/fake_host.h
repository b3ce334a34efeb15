/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A host for tests: virtual CPUs of which a test chooses the one it is on, a clock it sets, memory
 * that can run out at a chosen allocation, foreign memory that exists only where the test put it.
 */
#ifndef FAKE_HOST_H
#define FAKE_HOST_H

#include "../../driver/core/host.h"
#include "../../driver/core/provider.h"

#define FAKE_CPUS 4
#define FAKE_KERNEL \
	0xffff888000010000ull /* FAKE_SPACE bytes of kernel memory, nothing around them */
#define FAKE_USER  0x0000000000400000ull /* … of user memory */
#define FAKE_SPACE 8192u

#define FAKE_HELPERS 2

struct dtrace_helper;

struct fake_host {
	bool offline[FAKE_CPUS];
	uint64_t now;  /* host_time() */
	uint64_t tick; /* added at each question */
	uint64_t wall;
	uint8_t kernel[FAKE_SPACE], user[FAKE_SPACE];
	long allocations;	   /* living */
	long allocation_limit;	   /* this many more succeed; negative: all */
	size_t allocation_largest; /* at once */
	bool allocation_failed;
	unsigned int synchronized;     /* calls of host_synchronize */
	unsigned int calls[FAKE_CPUS]; /* of host_call_cpu */
	uint64_t thread_key;	       /* of the thread on CPU 0; the next on CPU 1 … */
	int32_t pid, tid, ppid, last_errno;
	uint32_t uid, gid, ipl;
	int stopped, raised, breakpoints, panics;
	int deadman; /* consumers it has ended */
	uint64_t spun;
	unsigned int frames; /* of stacks: 0x1000 + i, user 0x2000 + i */
	char log[256];
	struct dtrace_helper *helpers[FAKE_HELPERS]; /* of the current process */
	void (*copying)(void); /* called while host_copy_out() copies, if set */
};
extern struct fake_host fake;

void fake_reset(void);
/* This thread is on that CPU from now on. */
void fake_set_cpu(unsigned int cpu);
/* Run the timers that are due once each, on their CPU. Returns how many there are. */
unsigned int fake_run_timers(void);

#endif
