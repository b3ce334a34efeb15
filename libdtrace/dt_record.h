/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* What the records of one statement do and print. See dt_record.c. */
#ifndef DT_RECORD_H
#define DT_RECORD_H

#include "dt_consumer.h"

/* records[first .. first + count) of data: the part that concerns the consumer itself. */
int dt_record_act(struct dtrace_hdl *hdl, FILE *out, const dtrace_probedata_t *data, uint32_t first,
		  uint32_t count);
/* The part that is output. */
int dt_record_print(struct dtrace_hdl *hdl, FILE *out, const dtrace_probedata_t *data,
		    uint32_t first, uint32_t count);

/* Has the statement output? */
bool dt_record_prints(const dtrace_recdesc_t *record);
/* That output as one JSON value; -1 on failure. */
int dt_record_json(struct dtrace_hdl *hdl, FILE *out, const dtrace_probedata_t *data, uint32_t first,
		   uint32_t count);

#endif
