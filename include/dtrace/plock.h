/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * plockstat: what libdtrace and the hosts agree on. A site of it is the entry or a return of a function
 * of the C library; `what` is the event of its probe and the sort of lock.
 */
#ifndef DTRACE_PLOCK_H
#define DTRACE_PLOCK_H

enum dtrace_plock_event {
	/* Noted at the entry, told at a return. */
	DTRACE_PLOCK_ACQUIRE,
	DTRACE_PLOCK_ERROR,
	/* Told at the entry: it is another's. */
	DTRACE_PLOCK_BLOCK,
	DTRACE_PLOCK_SPIN,
	DTRACE_PLOCK_RELEASE,
	DTRACE_PLOCK_EVENTS
};

enum dtrace_plock_sort {
	DTRACE_PLOCK_MUTEX,
	DTRACE_PLOCK_READER,
	DTRACE_PLOCK_WRITER,
	DTRACE_PLOCK_SORTS
};

#define DTRACE_PLOCK(event, sort) ((sort) << 4 | (event))
#define DTRACE_PLOCK_EVENT(what)  ((what) & 0xf)
#define DTRACE_PLOCK_SORT(what)	  ((what) >> 4)

#endif
