/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A DOF image that came from outside, as programs (dof.c) and the static probes of processes
 * (helper.c) read it. Internal to driver/core. [any]
 */
#ifndef DTRACE_CORE_DOF_H
#define DTRACE_CORE_DOF_H

#include "objects.h"

struct dtrace_dof {
	const uint8_t *bytes; /* the engine's own copy, 8-aligned */
	const struct dof_header *header;
	const struct dof_section *sections;
	bool any_model; /* of a 32-bit program too */
	char *message;	/* what is wrong, in words */
	size_t size;	/* of message */
};

/* -EINVAL, after putting the words down. */
int dtrace_dof_refuse(struct dtrace_dof *dof, const char *why, uint32_t section);
int dtrace_dof_refuse_image(struct dtrace_dof *dof, const char *why);

/* `bytes` and `header` are set; `size` bytes are there. Sets sections. 0 or -EINVAL. */
int dtrace_dof_check(struct dtrace_dof *dof, size_t size);
/*
 * The loadable section `index`, of that type, its entries of `entry` bytes aligned to `align`; or
 * NULL, refused.
 */
const struct dof_section *dtrace_dof_section(struct dtrace_dof *dof, uint32_t index, uint32_t type,
					     uint32_t entry, uint32_t align);
const void *dtrace_dof_contents(struct dtrace_dof *dof, const struct dof_section *found);
/* A string shorter than `limit` with its NUL, or NULL, refused. */
const char *dtrace_dof_string(struct dtrace_dof *dof, uint32_t index, uint32_t offset,
			      size_t limit);

#endif
