/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Generator, DOF writer and engine together: random expressions are packed
 * into a program whose clause sets all variables, evaluates one expression and records it and what
 * became of the variables. What the engine records must be what an evaluator of trees says.
 */
#include <stdio.h>
#include <stdlib.h>

#include "../core/harness.h"
#include "../../libdtrace/dt_cg.h"
#include "back_expr.h"

#define ROUNDS	 3000
#define READINGS (1 + WORLD_SCOPES * WORLD_TYPES + 4 + 4)

static struct dt_ident memory = {
	.name = "memory", .kind = DT_IDENT_SCALAR, .id = 0x5e0, .type = &type_array};
static struct dtrace_hdl hdl;
static struct dt_node **last; /* of the clause's actions */

static struct dt_node *memory_variable(void)
{
	return tree_var(&memory);
}

static void add(struct dt_node *expression, bool discard)
{
	struct dt_node *action = tree_node(DT_NODE_ACTION, &type_void);

	action->action = DTRACEACT_DIFEXPR;
	action->statement = 1;
	action->left = discard ? expression : tree_cast(&type_u64, expression);
	action->flags |= discard ? DT_NF_DISCARD : 0;
	*last = action;
	last = &action->next;
}

static void set(struct dt_node *place, uint64_t value)
{
	add(tree_binary(DT_OP_ASSIGN, place->type, place, tree_int(place->type, value)), true);
}

static struct dt_node *element(uint64_t i)
{
	return tree_element(&world_array, tree_int(&type_u64, i));
}

static struct dt_node *word(uint64_t i)
{
	return tree_index(&type_u64, memory_variable(), tree_int(&type_u64, i), 0);
}

static void add_settings(const struct world *start)
{
	unsigned int i, scope;

	for (scope = 0; scope < WORLD_SCOPES; scope++)
		for (i = 0; i < WORLD_TYPES; i++)
			set(tree_var(&world_variables[scope][i]), start->scalars[scope][i]);
	for (i = 0; i < 4; i++) {
		set(element(i), start->elements[i]);
		set(word(i), start->memory[i]);
	}
}

static void add_readings(void)
{
	unsigned int i, scope;

	for (scope = 0; scope < WORLD_SCOPES; scope++)
		for (i = 0; i < WORLD_TYPES; i++)
			add(tree_var(&world_variables[scope][i]), false);
	for (i = 0; i < 4; i++)
		add(element(i), false);
	for (i = 0; i < 4; i++)
		add(word(i), false);
}

/* test:mod:func:one { settings; expression; readings } as DOF */
static void *pack(struct dt_node *expression, const struct world *start, size_t *size)
{
	struct dt_node *clause = tree_node(DT_NODE_CLAUSE, &type_void);
	struct dtrace_probe_desc probe = {.provider = "test", .name = "one"};
	struct dt_clause out = {.probe_count = 1, .probes = &probe};
	struct dt_program program = {.clauses = &out, .clause_count = 1};
	void *image;

	last = &clause->actions;
	add_settings(start);
	add(expression, false);
	add_readings();
	if (dt_codegen_clause(&hdl, clause, &out) != 0)
		fail_msg("%s", hdl.message);
	image = dt_dof_create(&hdl, &program, size);
	assert_non_null(image);
	dt_actions_destroy(out.actions);
	return image;
}

static struct dtrace_state *start_program(void *image, size_t size)
{
	struct dtrace_state *state = consumer();
	struct dtrace_ioc_enable request = {.dof = (uintptr_t)image, .size = size};

	if (control(state, DTRACEIOC_ENABLE, &request) != 0)
		fail_msg("%s", request.message);
	assert_int_equal(request.matched, 1);
	assert_int_equal(go(state), 0);
	return state;
}

/* What one firing records: false when the clause was aborted. */
static bool record(struct dt_node *expression, const struct world *start, uint64_t *readings)
{
	const struct dtrace_firing_header *firing;
	struct dtrace_ioc_snapshot snap;
	struct dtrace_state *state;
	size_t size, offset = 0;
	void *image = pack(expression, start, &size);
	uint8_t *data;

	state = start_program(image, size);
	fire(0, 0);
	data = snapshot(state, 0, false, &snap);
	firing = next_firing(data, &snap, &offset);
	if (firing != NULL) {
		assert_int_equal(firing->size, sizeof(*firing) + READINGS * 8);
		memcpy(readings, firing + 1, READINGS * 8);
	}
	dtrace_state_close(state);
	free(image);
	return firing != NULL;
}

static void check_readings(const uint64_t *readings, uint64_t expected)
{
	unsigned int scope;

	assert_int_equal(*readings++, expected);
	for (scope = 0; scope < WORLD_SCOPES; scope++, readings += WORLD_TYPES)
		assert_memory_equal(readings, world.scalars[scope], sizeof(world.scalars[scope]));
	assert_memory_equal(readings, world.elements, sizeof(world.elements));
	assert_memory_equal(readings + 4, world.memory, sizeof(world.memory));
}

/* The same for any clause: what its firing left, aggregation entry or record, in *data. */
static const uint8_t *run_clause(const struct dt_node *clause, bool aggregation, size_t *used)
{
	struct dtrace_probe_desc probe = {.provider = "test", .name = "one"};
	struct dt_clause out = {.probe_count = 1, .probes = &probe};
	struct dt_program program = {.clauses = &out, .clause_count = 1};
	struct dtrace_ioc_snapshot snap;
	struct dtrace_state *state;
	uint8_t *data;
	void *image;

	if (dt_codegen_clause(&hdl, clause, &out) != 0)
		fail_msg("%s", hdl.message);
	image = dt_dof_create(&hdl, &program, used);
	state = start_program(image, *used);
	fire(0, 0);
	data = snapshot(state, 0, aggregation, &snap);
	*used = snap.size;
	dtrace_state_close(state);
	dt_difo_destroy(out.predicate);
	dt_actions_destroy(out.actions);
	free(image);
	return data;
}

static void set_options(void)
{
	unsigned int i;

	for (i = 0; i < DTRACEOPT_MAX; i++)
		hdl.options[i] = DTRACE_OPTION_UNSET;
	hdl.options[DTRACEOPT_BUFSIZE] = 4096;
	hdl.options[DTRACEOPT_AGGSIZE] = 4096;
	hdl.options[DTRACEOPT_DYNVARSIZE] = 65536;
}

static void random_expressions(void **state)
{
	uint64_t readings[READINGS], round, expected;
	unsigned int faults = 0;
	struct world start;

	world_name_variables();
	world_memory = memory_variable;
	set_options();
	for (round = 1; round <= ROUNDS; round++) {
		struct dt_node *expression;

		world_seed(round);
		tree_reset();
		memory.scope = (uint8_t)(round % 3);
		hdl.compile.no_optimize = round & 1;
		hdl.compile.max_registers = round & 2 ? 4 : 0;
		expression = world_expression(1 + (int)(round % 6));
		world_start(&start);
		world = start;
		expected = world_evaluate(expression);
		assert_int_equal(record(expression, &start, readings), !world_fault);
		if (!world_fault)
			check_readings(readings, expected);
		faults += world_fault; /*DBG*/
	}
	assert_true(faults > 0);
}

static struct dt_ident self_text = {.name = "text",
				    .kind = DT_IDENT_SCALAR,
				    .scope = DIF_SCOPE_THREAD,
				    .id = 0x520,
				    .type = &type_string};
static struct dt_ident by_text = {
	.name = "by", .kind = DT_IDENT_ARRAY, .id = 0x521, .type = &type_string};

/* self->text = "key"; by["key"] = "value"; record by[self->text], by["none"] == "" */
static void strings(void **state)
{
	struct dt_node *clause = tree_node(DT_NODE_CLAUSE, &type_void), *node;
	const uint8_t *data;
	size_t used;

	set_options();
	tree_reset();
	last = &clause->actions;
	clause->predicate = tree_binary(DT_OP_EQ, &type_s32, tree_var(&self_text), tree_string(""));
	add(tree_binary(DT_OP_ASSIGN, &type_string, tree_var(&self_text), tree_string("key")),
	    true);
	node = tree_element(&by_text, tree_string("key"));
	add(tree_binary(DT_OP_ASSIGN, &type_string, node, tree_string("value")), true);
	node = tree_element(&by_text, tree_string("none"));
	add(tree_binary(DT_OP_EQ, &type_s32, node, tree_string("")), false);
	node = tree_node(DT_NODE_ACTION, &type_void);
	node->action = DTRACEACT_DIFEXPR;
	node->left = tree_element(&by_text, tree_var(&self_text));
	*last = node;
	data = run_clause(clause, false, &used);
	assert_true(used >= sizeof(struct dtrace_firing_header) + 8 + 256);
	data += sizeof(struct dtrace_firing_header);
	assert_int_equal(*(const uint64_t *)data, 1);
	assert_string_equal((const char *)data + 8, "value");
}

/* @sizes["disk"] = quantize(3, 5) */
static void weighted_aggregation(void **state)
{
	struct dt_node *clause = tree_node(DT_NODE_CLAUSE, &type_void);
	struct dt_node *key = tree_node(DT_NODE_ACTION, &type_void);
	struct dt_node *weight = tree_node(DT_NODE_ACTION, &type_void);
	struct dt_node *quantize = tree_node(DT_NODE_ACTION, &type_void);
	const uint64_t *words;
	const uint8_t *data;
	size_t used;

	set_options();
	clause->actions = key;
	key->next = weight;
	weight->next = quantize;
	key->action = DTRACEACT_DIFEXPR;
	key->left = tree_string("disk");
	weight->action = DTRACEACT_WEIGHT;
	weight->left = tree_int(&type_s64, 5);
	quantize->action = DTRACEAGG_QUANTIZE;
	quantize->left = tree_int(&type_s64, 3);
	quantize->ntuple = quantize->variable = 1;
	quantize->name = (char *)"sizes";
	data = run_clause(clause, true, &used);
	assert_int_equal(used, 8 + 256 + DTRACE_QUANTIZE_BUCKETS * 8);
	assert_string_equal((const char *)data + 8, "disk");
	words = (const uint64_t *)(data + 8 + 256);
	assert_int_equal(words[DTRACE_QUANTIZE_ZERO + 2], 5); /* 2 .. 3 */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(strings, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(weighted_aggregation, engine_setup,
						engine_teardown),
		cmocka_unit_test_setup_teardown(random_expressions, engine_setup, engine_teardown),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	free(hdl.message);
	return failed;
}
