/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Mappings of traced processes, kept for whoever turns recorded addresses into names later.
 */
#ifndef DTRACE_USER_PROCESS_MAPS_H
#define DTRACE_USER_PROCESS_MAPS_H

#include "libdtrace/user/dt_user.h"

/* An address of that process has been recorded. On the tracer, the process stopped. */
void process_maps_see(pid_t pid, uint64_t address);
/* Mappings it had that contain the address, or NULL. Valid until the engine stops. Any thread. */
const struct dt_maps *process_maps_with(pid_t pid, uint64_t address);
void process_maps_free(void);

#endif
