/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Where the code was of processes that have ended, as the driver tells (DTRACEIOC_USERMAPS). */
#ifndef DT_DEPARTED_H
#define DT_DEPARTED_H

#include "dt_impl.h"
#include "user/dt_user.h"

/* Before tracing begins: the driver is to tell, if the programs record such addresses. */
void dt_departed_begin(struct dtrace_hdl *hdl);
/* Now and then while tracing, for the driver keeps only so much. */
void dt_departed_collect(struct dtrace_hdl *hdl);
/* Mappings that a process of that number had, one of which has the address; NULL: nothing is known. */
const struct dt_maps *dt_departed_maps(struct dtrace_hdl *hdl, pid_t pid, uint64_t address);
void dt_departed_close(struct dtrace_hdl *hdl);

#endif
