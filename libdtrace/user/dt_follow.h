/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * With the driver: objects that processes map after a description has been looked for. The driver
 * holds a process until it has been told what probes a new object has; a thread of ours tells it.
 */
#ifndef DT_FOLLOW_H
#define DT_FOLLOW_H

#include <dtrace/probe.h>
#include <sys/types.h>

struct dt_follow; /* descriptions, and the thread */

/* `driver`: the open device. NULL: no memory. */
struct dt_follow *dt_follow_open(int driver);
/* Waits for the thread, which may be looking at an object. */
void dt_follow_close(struct dt_follow *follow);

/*
 * From now on the probes that a description means are made in what `pid` (0: any process) maps. Call
 * it before looking at what is mapped, so that nothing comes in between unseen.
 */
void dt_follow_add(struct dt_follow *follow, pid_t pid, const struct dtrace_probe_desc *pattern);

#endif
