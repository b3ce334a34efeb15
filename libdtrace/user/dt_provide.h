/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * With the driver: probes in user programs that a description asks for are found here and made
 * there.
 */
#ifndef DT_PROVIDE_H
#define DT_PROVIDE_H

#include <dtrace/probe.h>

struct dt_provide; /* objects already looked at; one a connection */

/* `file`: the open driver. NULL: no memory. */
struct dt_provide *dt_provide_open(int file);
void dt_provide_close(struct dt_provide *provide);

/*
 * Before the engine looks for a description: find what it means in the process whose number ends
 * the provider ("pid123", "app123"), or, for a glob that begins with a name ("libc*", "post*"),
 * static probes of every process there is, and have them made; and likewise in what the process
 * loads later, and in processes that begin later.
 */
void dt_provide(struct dt_provide *provide, const struct dtrace_probe_desc *pattern);
/* Why that made less than asked for, "FUNCTION: SENTENCE"; NULL: nothing was refused. */
const char *dt_provide_refusal(const struct dt_provide *provide);

#endif
