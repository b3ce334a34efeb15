/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Helpers for ustack() and jstack(): D programs that interpreters bring along, to say what the
 * frames of their interpreter loop mean.
 *
 *	dtrace:helper:ustack:
 *	/arg0 is in the loop/			arg0: program counter, arg1: frame pointer
 *	{ ...; copyinstr(...) }			the last value names the frame, "" does not
 *
 * They come from anybody and run in probe context for whoever asks for a stack. So besides what
 * every program is checked for: only expressions, only this-> scalars, nothing that changes the
 * process, a bounded number of instructions; and they run without the privilege to see the kernel.
 */
#ifndef DTRACE_CORE_USTACK_H
#define DTRACE_CORE_USTACK_H

#include <dtrace/types.h>

struct dtrace_run;
struct dtrace_helper;

/*
 * Make one of an image, which is the engine's own copy, 8-aligned. 0, -ENOMEM, or -EINVAL and the
 * like with a reason in `message`. [control; takes the control lock]
 */
int dtrace_helper_load(const void *image, size_t size, struct dtrace_helper **helper, char *message,
		       size_t message_size);
/* Nobody may be running it any more. */
void dtrace_helper_free(struct dtrace_helper *helper);

/*
 * What the helpers of the current process (host_helper()) say to a frame: a string with its NUL
 * into `to`, at most `room` bytes; returns how many. 0: it did not fit, not even cut. [probe]
 */
size_t dtrace_helper_name(struct dtrace_run *run, uint64_t pc, uint64_t frame, char *to,
			  size_t room);

#endif
