/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Providers as programs declare them, for the header (-h) and the object (-G) of an
 * application's own probes. They live as long as the handle.
 */
#ifndef DT_PROVIDER_DECL_H
#define DT_PROVIDER_DECL_H

#include "dt_decl.h"

#define DT_PROBE_ARGUMENTS_MAX 255

struct dt_probe_decl {
	struct dt_probe_decl *next;
	const char *name; /* as declared: "query__start" */
	size_t native_count, translated_count;
	struct dt_type **native, **translated;
	const char **native_names; /* or NULL each */
	uint8_t *mapping;	   /* per translated argument: its native one */
};

struct dt_provider_decl {
	struct dt_provider_decl *next;
	const char *name;
	struct dt_probe_decl *probes; /* in order */
	struct dtrace_provider_attributes attributes;
	bool library;
};

/* All of a handle, last first. */
struct dt_provider_decl *dt_provider_decls(struct dtrace_hdl *hdl);

#endif
