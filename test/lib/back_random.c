/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The property the code generator lives by: random expressions give, compiled
 * with and without the optimiser and with few registers, what an evaluator that walks the tree
 * gives.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "../../libdtrace/dt_cg.h"
#include "back_expr.h"
#include "back_interp.h"

#define ROUNDS 20000

static uint64_t memory[4]; /* at an address that trees can name */

static struct dt_node *pointer(void)
{
	return tree_int(&type_pointer, (uintptr_t)memory);
}

static uint64_t *machine_scalars(struct machine *m, int scope)
{
	return scope == 0 ? m->globals : scope == 1 ? m->threads : m->locals;
}

static void load_machine(struct machine *m, const struct world *start)
{
	unsigned int i;

	memset(m, 0, sizeof(*m));
	for (i = 0; i < WORLD_SCOPES; i++)
		memcpy(machine_scalars(m, (int)i), start->scalars[i], sizeof(start->scalars[i]));
	for (i = 0; i < 4; i++)
		m->elements[i] = (struct machine_element){.used = true,
							  .key_count = 1,
							  .variable = world_array.id,
							  .keys = {i},
							  .value = start->elements[i]};
	memcpy(memory, start->memory, sizeof(memory));
}

static void check_machine(struct machine *m)
{
	unsigned int i;

	for (i = 0; i < WORLD_SCOPES; i++)
		assert_memory_equal(machine_scalars(m, (int)i), world.scalars[i],
				    sizeof(world.scalars[i]));
	for (i = 0; i < 4; i++)
		assert_int_equal(m->elements[i].value, world.elements[i]);
	assert_false(m->elements[4].used);
	assert_memory_equal(memory, world.memory, sizeof(memory));
}

static unsigned int check_one(struct dtrace_hdl *hdl, const struct dt_node *node,
			      const struct world *start)
{
	static struct machine machine;
	struct dt_difo *difo = dt_codegen_expression(hdl, node, false);
	uint64_t expected, got;

	if (difo == NULL)
		fail_msg("%s", hdl->message);
	world = *start;
	expected = world_evaluate(node);
	load_machine(&machine, start);
	got = machine_run(&machine, difo);
	dt_difo_destroy(difo);
	assert_int_equal(machine.fault, world_fault);
	if (!world_fault)
		assert_int_equal(got, expected);
	check_machine(&machine);
	return machine.steps;
}

static void random_expressions(void **state)
{
	unsigned long plain = 0, optimized = 0;
	struct dtrace_hdl hdl = {0};
	struct world start;
	uint64_t round;

	world_name_variables();
	world_memory = pointer;
	for (round = 1; round <= ROUNDS; round++) {
		struct dt_node *node;

		world_seed(round);
		tree_reset();
		node = world_expression(1 + (int)(round % 6));
		world_start(&start);
		hdl.compile.no_optimize = true;
		plain += check_one(&hdl, node, &start);
		hdl.compile.max_registers = 4;
		check_one(&hdl, node, &start);
		hdl.compile.no_optimize = false;
		check_one(&hdl, node, &start);
		hdl.compile.max_registers = 0;
		optimized += check_one(&hdl, node, &start);
	}
	printf("# instructions executed: plain %lu, optimised %lu\n", plain, optimized);
	assert_true(optimized < plain);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_expressions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
