/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Fuzz target of what any process may hand to /dev/dtrace/helper: an image of its static probes, and
 * of helpers for its stacks. An input is an image as it is (first byte even), or up to eight patches of a
 * good one (offset, byte): of the probes', or with 2 in the first byte of the helpers'. What the
 * reader shows is looked at to its end, as the driver does; helpers that are accepted run.
 */
#include "../core/programs.h"
#include "driver/core/helper.h"
#include "driver/core/ustack.h"
#include "helper_image.h"

#include <stdlib.h>

#define PATCHES 8

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct assembly a;
static struct helper_image probes;
static uint8_t *helpers;
static size_t helpers_size;
static struct dtrace_state *state; /* takes ustack(4, 64) at each firing */

/* --- good images ----------------------------------------------------------------------------- */

static uint32_t name_of_frame(struct program *p)
{
	asm_start(&a);
	asm_wide(&a, DIF_OP_LDGS, DIF_VAR_ARG0, 1);
	asm_set(&a, 2, 16);
	asm_rrr(&a, DIF_OP_LDX, 2, 0, 2);
	asm_string(&a, 1, "frame");
	asm_string_result(&a);
	asm_ret(&a, 1);
	return program_difo(p, &a);
}

static uint32_t is_frame(struct program *p)
{
	asm_start(&a);
	asm_wide(&a, DIF_OP_LDGS, DIF_VAR_ARG0, 1);
	asm_ret(&a, 1);
	return program_difo(p, &a);
}

static void make_helpers(void)
{
	struct program *p = program_create();
	unsigned int i;

	for (i = 0; i < 2; i++) {
		program_clause(p, "dtrace:helper:ustack:", i ? DOF_NO_SECTION : is_frame(p));
		program_action(p, DTRACEACT_DIFEXPR, name_of_frame(p), 0);
	}
	helpers = program_finish(p, &helpers_size);
}

static void start(void)
{
	char message[128];
	struct program *p;

	if (engine_setup(NULL) != 0)
		__builtin_trap();
	fake.allocation_largest = 1 << 20; /* absurd sizes must not cost time */
	fake.frames = 3;
	helper_image_make(&probes, 0x400000, 0x600000);
	make_helpers();
	if (dtrace_helper_load(helpers, helpers_size, &fake.helpers[0], message, sizeof(message)) != 0)
		__builtin_trap();
	dtrace_helper_free(fake.helpers[0]);
	fake.helpers[0] = NULL;
	state = consumer();
	p = program_create();
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_USTACK, DOF_NO_SECTION, 4 | 64ull << 32);
	if (enable(state, p, NULL) != 0)
		__builtin_trap();
	go(state);
}

/* --- what is shown -------------------------------------------------------------------------------- */

static unsigned long long seen; /* so that all of it is looked at */
static unsigned int sites;

static void look(const char *text)
{
	while (text != NULL && *text != '\0')
		seen += (unsigned char)*text++;
}

static int see_provider(void *argument, const struct dtrace_helper_provider *provider)
{
	look(provider->name);
	return 0;
}

static int see_probe(void *argument, const struct dtrace_helper_probe *probe)
{
	const char *at = probe->native;
	unsigned int i;

	look(probe->function);
	look(probe->name);
	for (i = 0; i < probe->native_count; i++, at += strlen(at) + 1)
		look(at);
	for (i = 0, at = probe->translated; i < probe->translated_count; i++, at += strlen(at) + 1) {
		look(at);
		if (probe->mapping[i] >= probe->native_count)
			__builtin_trap();
	}
	return 0;
}

static int see_site(void *argument, const struct dtrace_helper_site *site)
{
	look(site->arguments);
	return ++sites > 10000 ? -E2BIG : 0;
}

/* --- one input -------------------------------------------------------------------------------------- */

static void take(const void *image, size_t size)
{
	static const struct dtrace_helper_visitor visitor = {see_provider, see_probe, see_site, NULL,
							     0x1000};
	char message[128] = "";

	sites = 0;
	if (dtrace_helper_read(image, size, &visitor, message, sizeof(message)) == 0)
		seen += dtrace_helper_has_program(image);
	else
		look(message);
	if (dtrace_helper_load(image, size, &fake.helpers[0], message, sizeof(message)) != 0) {
		fake.helpers[0] = NULL;
		look(message);
		return;
	}
	fire(0, 1);
	dtrace_helper_free(fake.helpers[0]);
	fake.helpers[0] = NULL;
}

static void *patched(const void *good, size_t good_size, const uint8_t *data, size_t size)
{
	uint8_t *image = malloc(good_size);
	size_t i;

	memcpy(image, good, good_size);
	for (i = 0; i + 3 <= size && i < 3 * PATCHES; i += 3)
		image[(data[i] | (size_t)data[i + 1] << 8) % good_size] = data[i + 2];
	return image;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	bool of_stacks = size != 0 && (data[0] & 2);
	void *image;
	long before;

	if (size == 0)
		return 0;
	if (helpers == NULL)
		start();
	before = fake.allocations;
	if (data[0] & 1) {
		image = of_stacks ? patched(helpers, helpers_size, data + 1, size - 1)
				  : patched(&probes, sizeof(probes), data + 1, size - 1);
		size = of_stacks ? helpers_size : sizeof(probes);
	} else {
		image = malloc(size);
		memcpy(image, data, size);
		memcpy(image, &probes, size < 16 ? size : 16); /* the identification */
	}
	take(image, size);
	free(image);
	if (fake.allocations != before)
		__builtin_trap();
	return 0;
}
