/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A place in an object at which a probe of a target fires, and what happens when a thread gets there.
 * The lists are process_user.c's; here they are read, on the tracer, while a hook leads to the point.
 */
#ifndef DTRACE_USER_PROCESS_POINT_H
#define DTRACE_USER_PROCESS_POINT_H

#include "driver/core/location.h"
#include "process_objects.h"
#include "process_space.h"

struct point {
	struct point *next;
	const struct probe *probe;
	const struct dt_object *object;
	enum dt_site_kind kind;
	uint64_t address, function_offset; /* in the object */
	uint64_t semaphore;		   /* address in the object, 0: none */
	uint64_t raised; /* address in the process of the counter we have raised, 0: not */
	unsigned int plock;
	const struct dt_declared *declared; /* of a static probe, or NULL */
	size_t argument_count;
	struct dtrace_location arguments[DT_SITE_ARGUMENTS];
};

struct probe {
	struct probe *next;
	dtrace_id_t id;
	bool wanted;
	struct point *points;
};

/* The hook's `hit`; its argument is the point. */
void process_point_hit(struct process_thread *thread, const struct process_hook *hook);
/* The provider's argument beyond those of the firing. */
uint64_t process_point_argument(void *data, dtrace_id_t id, void *probe_data,
				const struct dtrace_firing *firing, unsigned int index);

#endif
