/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Probes an application declares for itself: what the header writer (-h) and the linker (-G) share.
 */
#ifndef DT_USDT_H
#define DT_USDT_H

#include "dt_impl.h"
#include "dt_provider_decl.h"

/*
 * Names in C: the function of a probe is __dtrace_PROVIDER___PROBE, its counter
 * PROVIDER_PROBE_semaphore, where `-` is `__`; macros are PROVIDER_PROBE in capitals with `-` as
 * `_`.
 */
void dt_usdt_function_name(const char *name, char *to, size_t size);
void dt_usdt_macro_name(const char *name, char *to, size_t size);

/* The handle's own providers (those of D libraries are not the application's), in order of
 * declaration. NULL after the last. */
struct dt_provider_decl *dt_usdt_provider(struct dtrace_hdl *hdl, size_t index);

/* --- -G: one object file of the application (dt_link_object.c) -------------------------------- */

struct dt_link_site {
	const char *provider, *name, *function; /* function: "" if no symbol covers it */
	unsigned int arguments;
	uint64_t record; /* where it is in the file */
};

struct dt_link_object {
	const char *path;
	int file;
	bool is_32bit, is_lto; /* is_lto: sites appear only when the whole is linked */
	struct dt_link_site *sites;
	size_t count;
	struct dt_link_private *private;
};

/* 0, or -1 after setting the handle's error. */
int dt_link_object_open(struct dtrace_hdl *hdl, const char *path, struct dt_link_object *object);
int dt_link_object_mark(struct dtrace_hdl *hdl, const struct dt_link_object *object,
			const struct dt_link_site *site, uint32_t owner, uint32_t function);
/* Is there a symbol of that name in it? *global: others see it. */
bool dt_link_object_defines(const struct dt_link_object *object, const char *symbol, bool *global);
void dt_link_object_close(struct dt_link_object *object);

/* Assembler text of usdt/drti.c, made when the library was built. */
extern const char dt_drti_64[], dt_drti_32[];

#endif
