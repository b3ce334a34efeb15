/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Providers that are tables: what happened (a process was made, a request to a disk ended), and
 * where the kernel passes when it does.
 *
 * A provider has kinds of events; its probes are named after them. A kind has places: a
 * tracepoint, or the entry or returns of a function. Each place that the running kernel has
 * makes one probe, PROVIDER:vmlinux:PLACE:KIND. Those it lacks are left out, and
 * /proc/dtrace/events says so. Tables are constant (event_*.c); event.c makes them work.
 */
#ifndef DTRACE_PROVIDERS_EVENT_H
#define DTRACE_PROVIDERS_EVENT_H

#include <dtrace/ioctl.h>

#include "../core/provider.h"

enum event_source {
	EVENT_NOWHERE,
	EVENT_TRACEPOINT,
	EVENT_ENTRY,  /* of a function */
	EVENT_RETURN, /* all returns of a function */
};

#define EVENT_SOURCES 4

struct event_place;

struct event_hit {
	const struct event_place *place;
	unsigned int from; /* which of the place's sources */
	const uint64_t
		*arg; /* the tracepoint's; a function's first six; [0] = the value it returns */
};

/*
 * Fill in firing->arg[] and ->args. False: it was not this event after all. Probe context; what the
 * kernel passes may be followed without care, what hangs behind it by host_load(). NULL: an
 * event without arguments that always is one.
 */
typedef bool (*event_fetch)(const struct event_hit *hit, struct dtrace_firing *firing);

struct event_place {
	/*
	 * Most have one source. More are for what it takes two moments to know; of those that are
	 * optional the kernel must have one.
	 */
	struct {
		enum event_source source;
		const char *name;
		bool optional;
	} at[EVENT_SOURCES];
	event_fetch fetch;
	const void *detail; /* for fetch */
	bool otherwise;	    /* only if the kernel had none of the places before this one */
};

/* args[n]: the type of arg[value] and what it is translated to (NULL: nothing). */
struct event_argument {
	const char *native, *translated;
	unsigned int value; /* 0: n */
};

struct event_kind {
	const char *name;
	const struct event_argument *arguments; /* up to one without a type; NULL: none */
	const struct event_place *places;	/* up to one without a source */
};

struct event_provider {
	const char *name;
	const struct event_kind *kinds; /* up to one without a name */
	void (*start)(void);		/* before its first probe is made. Optional */
};

extern const struct event_provider event_proc, event_sched, event_io, event_ip, event_tcp, event_udp,
	event_vminfo, event_sysinfo, event_lockstat;

/* Rows of tables. */
#define EVENT_AT(kind, place, function)                  \
	{                                                \
		.at = {{kind, place}}, .fetch = function \
	}
#define EVENT_ELSE(kind, place, function)                                   \
	{                                                                   \
		.at = {{kind, place}}, .fetch = function, .otherwise = true \
	}
#define EVENT_PLACES(...)            \
	(const struct event_place[]) \
	{                            \
		__VA_ARGS__,         \
		{                    \
		}                    \
	}
#define EVENT_ARGUMENTS(...)            \
	(const struct event_argument[]) \
	{                               \
		__VA_ARGS__,            \
		{                       \
		}                       \
	}

/* Types that many share. */
#define EVENT_TASK "struct task_struct *"
#define EVENT_LWP                          \
	{                                  \
		EVENT_TASK, "lwpsinfo_t *" \
	}
#define EVENT_PSINFO                     \
	{                                \
		EVENT_TASK, "psinfo_t *" \
	}

/* arg[0] and arg[1], for EVENT_LWP and EVENT_PSINFO. */
static inline bool event_thread(struct dtrace_firing *firing, const void *task)
{
	firing->arg[0] = firing->arg[1] = (uint64_t)task;
	firing->args = 2;
	return true;
}

#endif
