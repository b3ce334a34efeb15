/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Flow indentation (-F): around each firing of the classic output. See dt_flow.c. */
#ifndef DT_FLOW_H
#define DT_FLOW_H

#include "dt_consumer.h"

/* Fill data->flow, prefix and indent. */
void dt_flow_begin(struct dtrace_hdl *hdl, dtrace_probedata_t *data);
void dt_flow_end(struct dtrace_hdl *hdl, const dtrace_probedata_t *data);

#endif
