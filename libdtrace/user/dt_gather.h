/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * With the driver: the probes a description means in one object of one process are gathered here
 * and made there.
 */
#ifndef DT_GATHER_H
#define DT_GATHER_H

#include <dtrace/probe.h>

#include "driver/user/process_objects.h"

struct dt_gather_place {
	int driver; /* the open device */
	pid_t pid;
	bool everywhere;   /* the description is of all processes, not of this one by its number */
	bool child;	   /* a child that it forked has mapped the object: only what follows */
	uint64_t question; /* this is a part of the answer to it; 0: nobody has asked */
	/* Room for "NAME: WHY" of the first function or object that is refused, or NULL. */
	struct dt_refusal *refusal;
};

struct dt_refusal {
	char text[512]; /* "": none */
};

/* What is made already the driver leaves alone. Any thread; the object is the caller's alone. */
void dt_gather(const struct dt_gather_place *place, const struct process_object *entry,
	       const struct dtrace_probe_desc *pattern);

/* Shown if DTRACE_DEBUG is set: what leads to fewer probes but is no error. */
void dt_gather_complain(const char *what, const char *why);

/* Could it mean more than the one text? "" does. */
bool dt_is_glob(const char *text);

#endif
