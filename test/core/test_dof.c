/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The DOF loader: each field of a good image corrupted by itself, and then every byte. Whatever
 * comes, the loader refuses with a sentence or accepts something that can run; under
 * AddressSanitizer this shows any stray read.
 */
#include "harness.h"

#include <stdio.h>
#include <stdlib.h>

static struct assembly a;
static uint8_t *good, *image;
static size_t size;

static struct program *sample(void)
{
	struct program *p = program_create();
	uint32_t value;

	program_option(p, DTRACEOPT_BUFSIZE, 4096);
	program_option(p, DTRACEOPT_AGGSIZE, 4096);
	asm_start(&a);
	asm_variable(&a, 0x500, DIF_VAR_SCALAR, DIF_SCOPE_GLOBAL, DIF_KIND_STRING, 0);
	a.variables[0].type.flags = DIF_TYPE_BYREF;
	asm_string(&a, 1, "text");
	asm_wide(&a, DIF_OP_STGS, 0x500, 1);
	asm_set(&a, 2, 7);
	asm_ret(&a, 2);
	value = program_difo(p, &a);
	program_clause(p, "test:mod:func:one", value);
	program_description(p, "test:::t*");
	program_action(p, DTRACEACT_PRINTF, value, 0);
	program_format(p, "%d\n");
	program_action(p, DTRACEACT_DIFEXPR, value, 0);
	program_aggregation(p, DTRACEAGG_SUM, value, 0, 1, "name");
	program_clause(p, "dtrace:::BEGIN", DOF_NO_SECTION);
	return p;
}

static int setup(void **unused)
{
	int error = engine_setup(unused);

	fake.allocation_largest = 256 << 10; /* corrupt sizes must not cost time */
	good = program_finish(sample(), &size);
	return error;
}

static int teardown(void **unused)
{
	free(good);
	return engine_teardown(unused);
}

/* A fresh exact-size copy of the good image. */
static struct dof_header *fresh(void)
{
	free(image);
	image = malloc(size);
	memcpy(image, good, size);
	return (struct dof_header *)image;
}

static int load(size_t length, char *message)
{
	struct dtrace_state *state = consumer();
	struct dtrace_ioc_enable request;
	int error;

	memset(&request, 0, sizeof(request));
	request.dof = (uintptr_t)image;
	request.size = length;
	error = control(state, DTRACEIOC_ENABLE, &request);
	if (error == 0 && go(state) == 0) {
		fire(0, 1);
		fire(1, 1);
		stop(state);
	}
	strcpy(message, request.message);
	dtrace_state_close(state);
	return error;
}

static void refused(const char *why)
{
	char message[256];
	int error = load(size, message);

	if (error == 0)
		fail_msg("accepted; expected: %s", why);
	if (strstr(message, why) == NULL)
		fail_msg("expected \"%s\", got \"%s\"", why, message);
}

static void test_good(void **unused)
{
	char message[256];

	fresh();
	assert_int_equal(load(size, message), 0);
	assert_string_equal(message, "");
	free(image);
	image = NULL;
}

static void test_header(void **unused)
{
	fresh()->ident[0] = 'x';
	refused("not a DOF image");
	fresh()->ident[DOF_ID_MODEL] = DOF_MODEL_ILP32;
	refused("LP64");
	fresh()->ident[DOF_ID_ENCODING] = DOF_ENCODE_MSB;
	refused("little-endian");
	fresh()->ident[DOF_ID_VERSION] = 3;
	refused("unknown DOF version");
	fresh()->ident[DOF_ID_DIFVERS] = 3;
	refused("unknown DIF version");
	fresh()->ident[DOF_ID_DIFVERS] = 0;
	refused("unknown DIF version");
	fresh()->ident[DOF_ID_DIFIREG] = 9;
	refused("integer registers");
	fresh()->ident[DOF_ID_DIFTREG] = 9;
	refused("tuple registers");
	fresh()->ident[15] = 1;
	refused("padding");
	fresh()->flags = 1;
	refused("unknown flags");
	fresh()->hdrsize = 63;
	refused("size of headers");
	fresh()->secsize = 40;
	refused("size of headers");
	fresh()->secnum = 0;
	refused("number of sections");
	fresh()->secnum = 0xffffffff;
	refused("number of sections");
	fresh()->secnum = 60000;
	refused("leave the image");
	fresh()->secoff = 4;
	refused("leave the image");
	fresh()->secoff = 68;
	refused("leave the image");
	fresh()->secoff = ~7ull;
	refused("leave the image");
	fresh()->filesz++;
	refused("contradict");
	fresh()->loadsz++;
	refused("contradict");
	free(image);
	image = NULL;
}

/* The n-th section of a type. */
static struct dof_section *section(uint32_t type, unsigned int n)
{
	struct dof_header *header = fresh();
	struct dof_section *s = (struct dof_section *)(image + header->secoff);
	uint32_t i;

	for (i = 0; i < header->secnum; i++)
		if (s[i].type == type && n-- == 0)
			return &s[i];
	fail_msg("no section of type %u", type);
	return NULL;
}

static void *contents(uint32_t type, unsigned int n)
{
	struct dof_section *s = section(type, n);

	return image + s->offset;
}

static void test_section_headers(void **unused)
{
	section(DOF_SECT_DIF, 0)->align = 3;
	refused("power of two");
	section(DOF_SECT_DIF, 0)->align = 0;
	refused("power of two");
	section(DOF_SECT_DIF, 0)->align = 1 << 20;
	refused("misaligned");
	section(DOF_SECT_DIF, 0)->flags = 2;
	refused("unknown flags");
	section(DOF_SECT_DIF, 0)->flags = 0;
	refused("not of the type");
	section(DOF_SECT_DIF, 0)->type = DOF_SECT_COMMENTS;
	refused("cannot be part of a DIF object");
	section(DOF_SECT_DIF, 0)->offset = ~7ull;
	refused("leaves the image");
	section(DOF_SECT_DIF, 0)->size = ~0ull;
	refused("leaves the image");
	section(DOF_SECT_DIF, 0)->size = 5;
	refused("size");
	section(DOF_SECT_DIF, 0)->size = 0;
	refused("DIF object");
	section(DOF_SECT_DIF, 0)->entsize = 3;
	refused("entry size");
	section(DOF_SECT_INTTAB, 0)->size = 0;
	refused("no such integer");
	section(DOF_SECT_INTTAB, 0)->offset += 4;
	refused("misaligned");
	section(DOF_SECT_VARTAB, 0)->size -= 4;
	refused("size is not a multiple");
	section(DOF_SECT_VARTAB, 0)->entsize = 4;
	refused("size does not fit");
	section(DOF_SECT_STRTAB, 0)->size--;
	refused("does not end in NUL");
	section(DOF_SECT_STRTAB, 0)->size = 0;
	refused("does not end in NUL");
	section(DOF_SECT_ECBDESC, 0)->size -= 8;
	refused("size");
	section(DOF_SECT_ACTDESC, 0)->size -= 8;
	refused("size");
	section(DOF_SECT_PROBEDESC, 0)->size -= 8;
	refused("size");
	section(DOF_SECT_OPTDESC, 0)->size -= 8;
	refused("size");
	section(DOF_SECT_DIFOHDR, 0)->size = 4;
	refused("DIF object header");
	free(image);
	image = NULL;
}

static void test_references(void **unused)
{
	struct dof_ecbdesc *ecb;
	struct dof_actdesc *act;
	struct dof_probedesc *probe;
	struct dof_difohdr *difo;

	ecb = contents(DOF_SECT_ECBDESC, 0);
	ecb->probes = 9999;
	refused("does not exist");
	ecb = contents(DOF_SECT_ECBDESC, 0);
	ecb->probes = DOF_NO_SECTION;
	refused("does not exist");
	ecb = contents(DOF_SECT_ECBDESC, 0);
	ecb->pred = ecb->probes;
	refused("not of the type");
	ecb = contents(DOF_SECT_ECBDESC, 0);
	ecb->actions = ecb->probes;
	refused("not of the type");
	probe = contents(DOF_SECT_PROBEDESC, 0);
	probe->strtab = 9999;
	refused("does not exist");
	probe = contents(DOF_SECT_PROBEDESC, 0);
	probe->name = 0xfffffff0;
	refused("string offset leaves the table");
	act = contents(DOF_SECT_ACTDESC, 0);
	act->difo = 0;
	refused("not of the type");
	act = contents(DOF_SECT_ACTDESC, 0);
	act->kind = 0x10001;
	refused("no such kind");
	act = contents(DOF_SECT_ACTDESC, 0);
	act->kind = 0x0f;
	refused("no such action");
	act = contents(DOF_SECT_ACTDESC, 0);
	act->format = 0xfffff;
	refused("string offset");
	act = contents(DOF_SECT_ACTDESC, 0);
	act[2].ntuple = 3;
	refused("more keys");
	act = contents(DOF_SECT_ACTDESC, 0);
	act[2].ntuple = 0xffffffff;
	refused("more keys");
	act = contents(DOF_SECT_ACTDESC, 0);
	act[2].name = 0xfffff;
	refused("string offset");
	act = contents(DOF_SECT_ACTDESC, 0);
	act[2].difo = DOF_NO_SECTION;
	refused("needs a value");
	difo = contents(DOF_SECT_DIFOHDR, 0);
	difo->links[0] = 9999;
	refused("cannot be part");
	difo = contents(DOF_SECT_DIFOHDR, 0);
	difo->links[1] = difo->links[0];
	refused("a second section of its kind");
	difo = contents(DOF_SECT_DIFOHDR, 0);
	difo->links[1] = difo->links[2] = difo->links[3];
	refused("a second section of its kind");
	difo = contents(DOF_SECT_DIFOHDR, 0);
	difo->kind = 9;
	refused("no known kind");
	free(image);
	image = NULL;
}

static void test_long_names(void **unused)
{
	struct dtrace_state *state = consumer();
	struct dtrace_ioc_enable result;
	struct program *p = program_create();
	char text[400];

	memset(text, 'x', sizeof(text));
	snprintf(text + 64, 8, ":::one");
	program_clause(p, text, DOF_NO_SECTION);
	assert_int_equal(enable(state, p, &result), -EINVAL);
	assert_non_null(strstr(result.message, "string is too long"));
	dtrace_state_close(state);
}

/* The action of a key taken by two aggregations. */
static void test_shared_key(void **unused)
{
	struct dtrace_state *state = consumer();
	struct dtrace_ioc_enable result;
	struct program *p = sample();

	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, program_difo(p, &a), 0);
	program_aggregation(p, DTRACEAGG_SUM, program_difo(p, &a), 0, 1, "x");
	program_action(p, DTRACEACT_DIFEXPR, program_difo(p, &a), 0);
	program_aggregation(p, DTRACEAGG_SUM, program_difo(p, &a), 0, 3, "y");
	assert_int_equal(enable(state, p, &result), -EINVAL);
	assert_non_null(strstr(result.message, "key of two"));
	dtrace_state_close(state);
}

static void test_truncated(void **unused)
{
	char message[256];
	size_t length;

	for (length = 0; length < size; length++) {
		struct dof_header *header = fresh();
		uint8_t *exact = malloc(length != 0 ? length : 1);

		if (length >= sizeof(*header)) /* even if it says itself how short it is */
			header->filesz = header->loadsz = length;
		memcpy(exact, image, length);
		free(image);
		image = exact;
		if (load(length, message) == 0 && length + 8 < size)
			fail_msg("%zu bytes accepted", length);
	}
	free(image);
	image = NULL;
}

/* Accepting is allowed (a register may change to another); crashing, hanging or leaking is not. */
static void test_every_byte(void **unused)
{
	static const uint8_t values[] = {0xff, 0x01, 0x80};
	unsigned int accepted = 0, i;
	char message[256];
	size_t at;

	for (at = 0; at < size; at++) {
		for (i = 0; i < sizeof(values); i++) {
			fresh();
			image[at] ^= values[i];
			if (load(size, message) == 0)
				accepted++;
			else
				assert_true(message[0] != '\0');
		}
	}
	assert_true(accepted > 0);
	free(image);
	image = NULL;
}

static void test_sizes(void **unused)
{
	struct dtrace_state *state = consumer();
	struct dtrace_ioc_enable request;

	memset(&request, 0, sizeof(request));
	request.size = DTRACE_DOF_MAX + 1;
	assert_int_equal(control(state, DTRACEIOC_ENABLE, &request), -E2BIG);
	request.size = 0;
	assert_int_equal(control(state, DTRACEIOC_ENABLE, &request), -E2BIG);
	request.size = 100;
	request.dof = 16;
	assert_int_equal(control(state, DTRACEIOC_ENABLE, &request), -EFAULT);
	dtrace_state_close(state);
}

/* Thousands of clauses that are one and the same in the image, each a copy in memory. */
static void test_unfolding(void **unused)
{
	const size_t count = 70000, table = (size + 7) & ~(size_t)7;
	const size_t whole = table + count * sizeof(struct dof_ecbdesc);
	struct dof_header *header;
	struct dof_section *section;
	struct dof_ecbdesc clause;
	char message[256];
	size_t i;

	fake.allocation_largest = 64 << 20;
	fresh();
	image = realloc(image, whole);
	header = (struct dof_header *)image;
	section = (struct dof_section *)(image + header->secoff);
	while (section->type != DOF_SECT_ECBDESC)
		section++;
	memcpy(&clause, image + section->offset, sizeof(clause));
	for (i = 0; i < count; i++)
		memcpy(image + table + i * sizeof(clause), &clause, sizeof(clause));
	section->offset = table;
	section->size = count * sizeof(clause);
	header->filesz = header->loadsz = whole;
	assert_int_equal(load(whole, message), -EINVAL);
	assert_non_null(strstr(message, "unfolds to too much memory"));
	free(image);
	image = NULL;
}

#define TEST(t) cmocka_unit_test_setup_teardown(t, setup, teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_good),       TEST(test_header),     TEST(test_section_headers),
		TEST(test_references), TEST(test_long_names), TEST(test_shared_key),
		TEST(test_truncated),  TEST(test_every_byte), TEST(test_sizes),
		TEST(test_unfolding),
	};

	return cmocka_run_group_tests_name("core dof", tests, NULL, NULL);
}
