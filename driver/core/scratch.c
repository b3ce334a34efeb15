/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Scratch memory: per consumer and CPU, handed out upwards, all given back when the next ECB
 * begins. Whoever needs it only for a moment takes a mark first and releases to it. Probe context.
 */
#include "run.h"

void *dtrace_scratch(struct dtrace_run *run, uint64_t size)
{
	size_t used = DTRACE_ROUND_UP(run->scratch_used, 8u);

	if (used > run->local->scratch_size || size > run->local->scratch_size - used) {
		dtrace_fault(run, DTRACEFLT_NOSCRATCH, size);
		return NULL;
	}
	run->scratch_used = used + size;
	return run->local->scratch + used;
}
