/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The DOF writer, read back by hand: every section where its header says,
 * every index naming a section of the right type, every string what was put in.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <dtrace/dof.h>

#include "../../libdtrace/dt_impl.h"

static struct dtrace_hdl hdl;
static char *image;
static size_t size;

static int setup(void **state)
{
	unsigned int i;

	for (i = 0; i < DTRACEOPT_MAX; i++)
		hdl.options[i] = DTRACE_OPTION_UNSET;
	return 0;
}

static int teardown(void **state)
{
	free(image);
	free(hdl.message);
	image = NULL;
	memset(&hdl, 0, sizeof(hdl));
	return 0;
}

static const struct dof_header *header(void)
{
	return (const struct dof_header *)image;
}

static const struct dof_section *section(uint32_t index, uint32_t type)
{
	const struct dof_section *found;

	assert_true(index < header()->secnum);
	found = (const struct dof_section *)(image + header()->secoff) + index;
	assert_int_equal(found->type, type);
	return found;
}

static const void *data(uint32_t index, uint32_t type)
{
	return image + section(index, type)->offset;
}

static const char *string(uint32_t table, uint32_t offset)
{
	assert_true(offset < section(table, DOF_SECT_STRTAB)->size);
	return (const char *)data(table, DOF_SECT_STRTAB) + offset;
}

static uint32_t find(uint32_t type)
{
	const struct dof_section *table = (const struct dof_section *)(image + header()->secoff);
	uint32_t i;

	for (i = 0; i < header()->secnum; i++)
		if (table[i].type == type)
			return i;
	return DOF_NO_SECTION;
}

/* What any image must satisfy. */
static void check_image(void)
{
	const struct dof_header *h = header();
	const struct dof_section *table = (const struct dof_section *)(image + h->secoff);
	uint64_t end = h->secoff + h->secnum * sizeof(*table);
	uint32_t i;

	assert_memory_equal(h->ident, "\177DOF\2\1\2\2\10\10\0\0\0\0\0\0", DOF_ID_SIZE);
	assert_int_equal(h->hdrsize, sizeof(*h));
	assert_int_equal(h->secsize, sizeof(*table));
	assert_int_equal(h->filesz, size);
	assert_int_equal(h->loadsz, size);
	assert_int_equal(size % 8, 0);
	for (i = 0; i < h->secnum; i++) {
		assert_int_equal(table[i].offset % 8, 0);
		assert_true(table[i].offset >= end);
		end = table[i].offset + table[i].size;
		assert_true(end <= size);
		assert_int_equal(table[i].flags, DOF_SECF_LOAD);
		if (table[i].entsize != 0)
			assert_int_equal(table[i].size % table[i].entsize, 0);
		if (table[i].type == DOF_SECT_STRTAB)
			assert_int_equal(image[end - 1], '\0');
	}
}

static void *copy(const void *from, size_t bytes)
{
	void *to = malloc(bytes);

	assert_non_null(to);
	return memcpy(to, from, bytes);
}

static struct dt_difo *make_difo(uint64_t integer)
{
	const uint32_t text[] = {DIF_INSTR_WIDE_FMT(DIF_OP_SETX, 0, 1),
				 DIF_INSTR_FMT(DIF_OP_RET, 0, 0, 1)};
	const struct dif_variable variable = {.name = 1, .id = 0x500, .kind = DIF_VAR_SCALAR};
	struct dt_difo *difo = calloc(1, sizeof(*difo));

	difo->text = copy(text, sizeof(text));
	difo->text_count = 2;
	difo->integers = copy(&integer, sizeof(integer));
	difo->integer_count = 1;
	difo->strings = copy("\0x", 3);
	difo->string_size = 3;
	difo->variables = copy(&variable, sizeof(variable));
	difo->variable_count = 1;
	difo->result = (struct dif_type){DIF_KIND_CTF, 2, DIF_TYPE_SIGNED, 0, 4};
	return difo;
}

static struct dt_action *make_action(uint32_t kind, struct dt_difo *difo)
{
	struct dt_action *action = calloc(1, sizeof(*action));

	action->kind = kind;
	action->difo = difo;
	action->statement = 3;
	action->arg = 0x1122334455667788;
	return action;
}

static struct dt_program *make_program(void)
{
	struct dt_program *program = calloc(1, sizeof(*program));
	struct dt_clause *first = calloc(1, sizeof(*first)), *second = calloc(1, sizeof(*second));

	program->clauses = first;
	first->next = second;
	first->probe_count = 2;
	first->probes = calloc(2, sizeof(*first->probes));
	strcpy(first->probes[0].provider, "fbt");
	strcpy(first->probes[0].function, "vfs_*");
	strcpy(first->probes[0].name, "entry");
	first->probes[1].id = 77;
	first->predicate = make_difo(1);
	first->actions = make_action(DTRACEACT_PRINTF, make_difo(2));
	first->actions->format = strdup("%d\n");
	first->actions->next = make_action(DTRACEAGG_SUM, make_difo(3));
	first->actions->next->name = strdup("total");
	first->actions->next->variable = 5;
	first->actions->next->ntuple = 1;
	first->actions->next->next = make_action(DTRACEACT_FREOPEN, NULL);
	first->actions->next->next->format = strdup("");
	second->probe_count = 1;
	second->probes = calloc(1, sizeof(*second->probes));
	strcpy(second->probes[0].name, "END");
	return program;
}

static void check_difo(uint32_t index, uint64_t integer)
{
	const struct dof_difohdr *difo = data(index, DOF_SECT_DIFOHDR);

	assert_int_equal(section(index, DOF_SECT_DIFOHDR)->size,
			 sizeof(*difo) + 4 * sizeof(uint32_t));
	assert_int_equal(difo->kind, DIF_KIND_CTF);
	assert_int_equal(difo->ckind, 2);
	assert_int_equal(difo->flags, DIF_TYPE_SIGNED);
	assert_int_equal(difo->size, 4);
	assert_int_equal(section(difo->links[0], DOF_SECT_DIF)->size, 8);
	assert_int_equal(*(const uint64_t *)data(difo->links[1], DOF_SECT_INTTAB), integer);
	assert_string_equal(string(difo->links[2], 1), "x");
	assert_int_equal(((const struct dif_variable *)data(difo->links[3], DOF_SECT_VARTAB))->id,
			 0x500);
}

static void check_probes(uint32_t index)
{
	const struct dof_probedesc *probes = data(index, DOF_SECT_PROBEDESC);

	assert_int_equal(section(index, DOF_SECT_PROBEDESC)->size, 2 * sizeof(*probes));
	assert_string_equal(string(probes[0].strtab, probes[0].provider), "fbt");
	assert_string_equal(string(probes[0].strtab, probes[0].module), "");
	assert_string_equal(string(probes[0].strtab, probes[0].function), "vfs_*");
	assert_string_equal(string(probes[0].strtab, probes[0].name), "entry");
	assert_int_equal(probes[1].id, 77);
}

static void check_actions(uint32_t index)
{
	const struct dof_actdesc *actions = data(index, DOF_SECT_ACTDESC);

	assert_int_equal(section(index, DOF_SECT_ACTDESC)->size, 3 * sizeof(*actions));
	assert_int_equal(actions[0].kind, DTRACEACT_PRINTF);
	assert_int_equal(actions[0].uarg, 3);
	assert_int_equal(actions[0].arg, 0x1122334455667788);
	assert_string_equal(string(actions[0].strtab, actions[0].format), "%d\n");
	check_difo(actions[0].difo, 2);
	assert_int_equal(actions[1].uarg, 5ull << 32 | 3);
	assert_int_equal(actions[1].ntuple, 1);
	assert_int_equal(actions[1].format, 0);
	assert_string_equal(string(actions[1].strtab, actions[1].name), "total");
	check_difo(actions[1].difo, 3);
	/* An empty format is still a format. */
	assert_int_equal(actions[2].difo, DOF_NO_SECTION);
	assert_int_not_equal(actions[2].format, 0);
	assert_string_equal(string(actions[2].strtab, actions[2].format), "");
}

static void whole_program(void **state)
{
	struct dt_program *program = make_program();
	const struct dof_ecbdesc *ecbs;

	image = dt_dof_create(&hdl, program, &size);
	dt_program_destroy(program);
	assert_non_null(image);
	check_image();
	ecbs = data(find(DOF_SECT_ECBDESC), DOF_SECT_ECBDESC);
	assert_int_equal(section(find(DOF_SECT_ECBDESC), DOF_SECT_ECBDESC)->size,
			 2 * sizeof(*ecbs));
	check_probes(ecbs[0].probes);
	check_difo(ecbs[0].pred, 1);
	check_actions(ecbs[0].actions);
	assert_int_equal(ecbs[1].pred, DOF_NO_SECTION);
	assert_int_equal(ecbs[1].actions, DOF_NO_SECTION);
	assert_int_equal(find(DOF_SECT_OPTDESC), DOF_NO_SECTION);
}

static void options_only(void **state)
{
	const struct dof_optdesc *options;

	hdl.options[DTRACEOPT_BUFSIZE] = 65536;
	hdl.options[DTRACEOPT_QUIET] = 0;
	image = dt_dof_create(&hdl, NULL, &size);
	assert_non_null(image);
	check_image();
	options = data(find(DOF_SECT_OPTDESC), DOF_SECT_OPTDESC);
	assert_int_equal(section(find(DOF_SECT_OPTDESC), DOF_SECT_OPTDESC)->size,
			 2 * sizeof(*options));
	assert_int_equal(options[0].option, DTRACEOPT_BUFSIZE);
	assert_int_equal(options[0].value, 65536);
	assert_int_equal(options[0].strtab, DOF_NO_SECTION);
	assert_int_equal(options[1].option, DTRACEOPT_QUIET);
	assert_int_equal(options[1].value, 0);
	assert_int_equal(find(DOF_SECT_ECBDESC), DOF_NO_SECTION);
}

static void too_large(void **state)
{
	struct dt_program *program = make_program();
	struct dt_action *action = program->clauses->actions;

	free(action->format);
	action->format = malloc(DTRACE_DOF_MAX + 1);
	memset(action->format, 'x', DTRACE_DOF_MAX);
	action->format[DTRACE_DOF_MAX] = '\0';
	assert_null(dt_dof_create(&hdl, program, &size));
	assert_non_null(strstr(hdl.message, "program is too large"));
	dt_program_destroy(program);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(whole_program, setup, teardown),
		cmocka_unit_test_setup_teardown(options_only, setup, teardown),
		cmocka_unit_test_setup_teardown(too_large, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
