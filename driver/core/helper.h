/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The static probes a process describes in DOF. The image comes from anybody: what reaches the
 * visitor has been checked, how much of it is accepted the visitor decides.
 */
#ifndef DTRACE_CORE_HELPER_H
#define DTRACE_CORE_HELPER_H

#include <dtrace/probe.h>
#include <dtrace/types.h>

struct dtrace_helper_provider {
	const char *name; /* an identifier, not ending in a digit */
	struct dtrace_provider_attributes attributes;
};

struct dtrace_helper_probe {
	const char *function, *name;
	/* So many strings one behind the other, each shorter than DTRACE_ARGTYPE_LEN. */
	const char *native, *translated;
	uint8_t native_count, translated_count;
	const uint8_t *mapping; /* translated_count bytes, each below native_count */
	uint32_t sites;		/* how many will follow */
};

struct dtrace_helper_site {
	uint64_t address, semaphore; /* in the process; semaphore 0: none */
	const char *arguments;	     /* descriptors, or NULL: as at a call */
};

/* Each in turn: a provider, a probe of it, the probe's sites. 0, or an error that ends the reading.
 * Strings live as long as the image. */
struct dtrace_helper_visitor {
	int (*provider)(void *argument, const struct dtrace_helper_provider *provider);
	int (*probe)(void *argument, const struct dtrace_helper_probe *probe);
	int (*site)(void *argument, const struct dtrace_helper_site *site);
	void *argument;
	uint64_t base; /* added to the image's addresses */
};

/* `image` is the engine's own copy, 8-aligned. 0, -EINVAL with a reason in `message`, or the
 * visitor's error. [control] */
int dtrace_helper_read(const void *image, size_t size, const struct dtrace_helper_visitor *visitor,
		       char *message, size_t message_size);
/* Words of DOF: of the provider, its modules, functions, names, arguments. [any] */
struct dtrace_provider_attributes dtrace_helper_attributes(const uint32_t words[5]);
/* Has an image that was read without an error clauses, too (ustack.h)? [any] */
bool dtrace_helper_has_program(const void *image);

#endif
