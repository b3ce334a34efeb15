/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Code generation and DOF when memory runs out: each allocation in turn fails
 * once; every time there must be a clean refusal, and under the address sanitizer no leak.
 * Linked with --wrap for the allocating functions.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "../../libdtrace/dt_cg.h"
#include "back_tree.h"

void *__real_malloc(size_t size);
void *__real_calloc(size_t count, size_t size);
void *__real_realloc(void *old, size_t size);
void *__wrap_malloc(size_t size);
void *__wrap_calloc(size_t count, size_t size);
void *__wrap_realloc(void *old, size_t size);

static long countdown = -1; /* the allocation that fails; below 0: none */

static bool fails(void)
{
	return countdown >= 0 && countdown-- == 0;
}

void *__wrap_malloc(size_t size)
{
	return fails() ? NULL : __real_malloc(size);
}

void *__wrap_calloc(size_t count, size_t size)
{
	return fails() ? NULL : __real_calloc(count, size);
}

void *__wrap_realloc(void *old, size_t size)
{
	return fails() ? NULL : __real_realloc(old, size);
}

static struct dt_ident variable = {
	.name = "v", .kind = DT_IDENT_SCALAR, .id = 0x500, .type = &type_s32};

/* Large enough to spill and to need a second block of instructions. */
static struct dt_node *tree(void)
{
	struct dt_node *node = tree_string("some text"), *sum = tree_var(&variable);
	int i;

	node = tree_binary(DT_OP_EQ, &type_s32, node, tree_string("some other text"));
	for (i = 0; i < 60; i++)
		sum = tree_binary(
			DT_OP_ADD, &type_s32,
			tree_choice(node, tree_var(&variable), tree_int(&type_s32, i)),
			tree_binary(DT_OP_ADD, &type_s32,
				    tree_unary(DT_OP_POST_INC, &type_s32, tree_var(&variable)),
				    sum));
	return sum;
}

static struct dt_node *clause_tree(void)
{
	struct dt_node *clause = tree_node(DT_NODE_CLAUSE, &type_void);

	clause->predicate = tree();
	clause->actions = tree_node(DT_NODE_ACTION, &type_void);
	clause->actions->action = DTRACEACT_DIFEXPR;
	clause->actions->left = tree();
	return clause;
}

/* The whole back end; true when it succeeded. */
static bool attempt(struct dtrace_hdl *hdl, const struct dt_node *tree)
{
	struct dt_clause clause = {.next = NULL};
	struct dt_program program = {.clauses = &clause, .clause_count = 1};
	struct dtrace_probe_desc probe = {.name = "BEGIN"};
	void *image = NULL;
	size_t size;

	clause.probes = &probe;
	clause.probe_count = 1;
	if (dt_codegen_clause(hdl, tree, &clause) == 0)
		image = dt_dof_create(hdl, &program, &size);
	dt_difo_destroy(clause.predicate);
	dt_actions_destroy(clause.actions);
	free(image);
	return image != NULL;
}

static void each_allocation_fails_once(void **state)
{
	struct dtrace_hdl hdl = {0};
	struct dt_node *node = clause_tree();
	unsigned int refusals = 0;
	long n;
	bool done = false;

	for (n = 0; !done && n < 10000; n++) {
		hdl.error = 0;
		countdown = n;
		done = attempt(&hdl, node);
		/* Not every failure is fatal: the branch optimiser can do without. */
		if (!done)
			assert_int_equal(hdl.error, EDT_NOMEM);
		refusals += !done;
		done = done && countdown >= 0;
		countdown = -1;
	}
	assert_true(done);
	assert_true(refusals > 20);
	free(hdl.message);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_allocation_fails_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
