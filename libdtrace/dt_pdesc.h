/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Probe descriptions that match nothing: what is wrong with one of the pid provider. */
#ifndef DT_PDESC_H
#define DT_PDESC_H

#include <dtrace/probe.h>

struct dtrace_hdl;

struct dt_pdesc_blame {
	char message[640];
};

/* The tag (enum dt_errtag) of the part at fault and a message; D_UNKNOWN: no part of it is. */
int dt_pdesc_blame_pid(struct dtrace_hdl *hdl, const struct dtrace_probe_desc *desc,
		       struct dt_pdesc_blame *to);

#endif
