/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Symbols of user processes: dtrace_uaddr2str() of dtrace.h, and the end of its caches. */
#ifndef DT_USYM_H
#define DT_USYM_H

#include "dt_impl.h"

/* Read the mappings of a running process, whose addresses may be asked for after its end. */
void dt_usym_see(struct dtrace_hdl *hdl, pid_t pid);
/*
 * Where the function (or the mapping) begins that the address lies in; the address itself when
 * unknown.
 */
uint64_t dt_usym_start(struct dtrace_hdl *hdl, pid_t pid, uint64_t address, bool mapping);
void dt_usym_close(struct dtrace_hdl *hdl);

#endif
