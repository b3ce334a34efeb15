/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What random expressions do not reach: strings, calls, keys, storage of
 * structs and C arrays, user memory, actions and clauses, errors.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "../../libdtrace/dt_cg.h"
#include "back_interp.h"
#include "back_tree.h"

static struct dtrace_hdl hdl;
static struct machine machine;

static struct dt_ident global_int = {
	.name = "count", .kind = DT_IDENT_SCALAR, .id = 0x500, .type = &type_s32};
static struct dt_ident global_string = {
	.name = "text", .kind = DT_IDENT_SCALAR, .id = 0x501, .type = &type_string};
static struct dt_ident self_struct = {.name = "s",
				      .kind = DT_IDENT_SCALAR,
				      .scope = DIF_SCOPE_THREAD,
				      .id = 0x502,
				      .type = &type_struct};
static struct dt_ident this_array = {.name = "a",
				     .kind = DT_IDENT_SCALAR,
				     .scope = DIF_SCOPE_LOCAL,
				     .id = 0x503,
				     .type = &type_array};
static struct dt_ident by_name = {
	.name = "by", .kind = DT_IDENT_ARRAY, .id = 0x504, .type = &type_s64};
static struct dt_ident args = {.name = "args", .kind = DT_IDENT_ARRAY, .id = DIF_VAR_ARGS};

static int reset(void **state)
{
	memset(&machine, 0, sizeof(machine));
	free(hdl.message);
	memset(&hdl, 0, sizeof(hdl));
	tree_reset();
	return 0;
}

static struct dt_difo *compile(const struct dt_node *node)
{
	struct dt_difo *difo = dt_codegen_expression(&hdl, node, false);

	if (difo == NULL)
		fail_msg("%s", hdl.message);
	return difo;
}

static uint64_t run(const struct dt_node *node)
{
	struct dt_difo *difo = compile(node);
	uint64_t value = machine_run(&machine, difo);

	dt_difo_destroy(difo);
	return value;
}

static unsigned int count_op(const struct dt_difo *difo, unsigned int op)
{
	unsigned int i, n = 0;

	for (i = 0; i < difo->text_count; i++)
		n += DIF_INSTR_OP(difo->text[i]) == op;
	return n;
}

/* A list of nodes in argument order. */
static struct dt_node *list(struct dt_node *first, struct dt_node *second)
{
	first->next = second;
	return first;
}

/* --- strings -------------------------------------------------------------------------------------
 */

static void strings(void **state)
{
	machine.globals[1] = (uintptr_t) "bash";
	assert_int_equal(run(tree_binary(DT_OP_EQ, &type_s32, tree_var(&global_string),
					 tree_string("bash"))),
			 1);
	assert_int_equal(
		run(tree_binary(DT_OP_LT, &type_s32, tree_var(&global_string), tree_string("bas"))),
		0);
	assert_int_equal(
		run(tree_binary(DT_OP_GT, &type_s32, tree_var(&global_string), tree_string("bas"))),
		1);
	assert_int_equal(
		run(tree_binary(DT_OP_NE, &type_s32, tree_string(""), tree_var(&global_string))),
		1);
}

static void string_results(void **state)
{
	struct dt_difo *difo = compile(tree_var(&global_string));

	assert_int_equal(difo->result.kind, DIF_KIND_STRING);
	assert_int_equal(difo->result.flags, DIF_TYPE_BYREF);
	assert_int_equal(difo->result.size, 256);
	assert_int_equal(difo->variable_count, 1);
	assert_string_equal(difo->strings + difo->variables[0].name, "text");
	assert_int_equal(difo->variables[0].type.kind, DIF_KIND_STRING);
	assert_int_equal(difo->variables[0].type.flags, DIF_TYPE_BYREF);
	dt_difo_destroy(difo);
}

static void string_assignment(void **state)
{
	uint64_t value = run(tree_binary(DT_OP_ASSIGN, &type_string, tree_var(&global_string),
					 tree_string("zsh")));

	/* The object is gone with its strings; that both are the same address shows the copy is the
	 * engine's. */
	assert_int_equal(machine.globals[1], value);
	assert_int_not_equal(value, 0);
}

/* --- calls --------------------------------------------------------------- */

static uint32_t called;
static unsigned int call_depth;

static uint64_t note_call(struct machine *m, uint32_t subroutine)
{
	called = subroutine;
	call_depth = m->depth;
	if (subroutine == DIF_SUBR_INDEX)
		return 0xffffffffull; /* -1, badly extended */
	if (subroutine == DIF_SUBR_STRLEN)
		return strlen((char *)(uintptr_t)m->tuple[0]);
	if (subroutine == DIF_SUBR_LLTOSTR)
		m->fault = true;
	if (subroutine == DIF_SUBR_COPYIN || subroutine == DIF_SUBR_COPYINSTR)
		return m->tuple[0] + 0x1000;
	return 0;
}

static const struct dt_function index_function = {
	.name = "index", .kind = DT_FUNCTION_SUBROUTINE, .id = DIF_SUBR_INDEX};
static const struct dt_function strlen_function = {
	.name = "strlen", .kind = DT_FUNCTION_SUBROUTINE, .id = DIF_SUBR_STRLEN};
static const struct dt_function rand_function = {
	.name = "rand", .kind = DT_FUNCTION_SUBROUTINE, .id = DIF_SUBR_RAND};

/* Arguments that call themselves must not disturb the tuple stack. */
static void calls(void **state)
{
	struct dt_node *inner = tree_call(&type_u64, &strlen_function, tree_string("four"));
	struct dt_node *arguments = list(tree_string("abc"), tree_string("c"));

	arguments->next->next = tree_cast(&type_s32, inner);
	machine.call = note_call;
	assert_int_equal((int64_t)run(tree_call(&type_s32, &index_function, arguments)), -1);
	assert_int_equal(called, DIF_SUBR_INDEX);
	assert_int_equal(call_depth, 3);
	assert_int_equal(machine.tuple_kind[0], 's');
	assert_int_equal(machine.tuple_kind[1], 's');
	assert_int_equal(machine.tuple_kind[2], 'v');
	assert_int_equal(machine.tuple[2], 4);
	run(tree_call(&type_s32, &rand_function, NULL));
	assert_int_equal(called, DIF_SUBR_RAND);
	assert_int_equal(call_depth, 0);
}

/* Two calls are two calls, the same arguments or not. */
static void calls_are_not_merged(void **state)
{
	struct dt_node *node =
		tree_binary(DT_OP_SUB, &type_s32, tree_call(&type_s32, &rand_function, NULL),
			    tree_call(&type_s32, &rand_function, NULL));
	struct dt_difo *difo = compile(node);

	assert_int_equal(count_op(difo, DIF_OP_CALL), 2);
	assert_int_equal(count_op(difo, DIF_OP_FLUSHTS), 2);
	dt_difo_destroy(difo);
}

static void too_many_arguments(void **state)
{
	struct dt_node *first = NULL;
	int i;

	for (i = 0; i < DIF_TUPLE_REGS + 1; i++)
		first = list(tree_int(&type_s32, 1), first);
	assert_null(
		dt_codegen_expression(&hdl, tree_call(&type_s32, &rand_function, first), false));
	assert_int_equal(hdl.error, EDT_COMPILER);
	assert_non_null(strstr(hdl.message, "rand() has more than 8 arguments"));
}

/* --- arrays and structs -------------------------------------------------- */

/* by["x", struct] += 5: keys evaluated once, pushed twice; a struct key with its size. */
static void array_keys(void **state)
{
	static const char object[24] = "anything";
	struct dt_node *keys, *node;
	struct dt_difo *difo;

	machine.threads[2] = (uintptr_t)object;
	keys = list(tree_cast(&type_string, tree_call(&type_string, &rand_function, NULL)),
		    tree_var(&self_struct));
	node = tree_binary(DT_OP_ASSIGN_ADD, &type_s64, tree_element(&by_name, keys),
			   tree_int(&type_s64, 5));
	difo = compile(node);
	assert_int_equal(count_op(difo, DIF_OP_CALL), 1);
	assert_int_equal(count_op(difo, DIF_OP_PUSHTR), 4);
	assert_int_equal(machine_run(&machine, difo), 5);
	assert_int_equal(machine_run(&machine, difo), 10);
	assert_int_equal(machine.tuple_kind[0], 's');
	assert_int_equal(machine.tuple_size[0], 0);
	assert_int_equal(machine.tuple_kind[1], 'd');
	assert_int_equal(machine.tuple_size[1], 24);
	assert_int_equal(machine.tuple[1], (uintptr_t)object);
	assert_int_equal(machine.elements[0].value, 10);
	dt_difo_destroy(difo);
}

static void too_many_keys(void **state)
{
	struct dt_node *first = NULL;
	int i;

	for (i = 0; i < DIF_TUPLE_REGS + 1; i++)
		first = list(tree_int(&type_s32, 1), first);
	assert_null(dt_codegen_expression(&hdl, tree_element(&by_name, first), false));
	assert_non_null(strstr(hdl.message, "by[] has more than 8 keys"));
}

/*
 * Reading a member of self->s before it was assigned gives 0, writing makes it exist. The engine
 * hands out copies, so each change must end in a store of the whole.
 */
static void unassigned_struct(void **state)
{
	struct dt_node *member = tree_member(&type_s32, tree_var(&self_struct), 64, 0);
	struct dt_difo *difo;

	assert_int_equal(run(member), 0);
	assert_int_equal(machine.threads[2], 0);
	assert_int_equal(run(tree_binary(DT_OP_ASSIGN, &type_s32, member, tree_int(&type_s32, -7))),
			 -7);
	assert_int_not_equal(machine.threads[2], 0);
	assert_int_equal(((int32_t *)(uintptr_t)machine.threads[2])[2], -7);
	assert_int_equal((int64_t)run(member), -7);
	difo = compile(tree_unary(DT_OP_PRE_INC, &type_s32, member));
	assert_int_equal(count_op(difo, DIF_OP_STW), 1);
	assert_int_equal(count_op(difo, DIF_OP_STTS), 1);
	dt_difo_destroy(difo);
}

static void c_array(void **state)
{
	static int32_t storage[8];
	struct dt_node *element =
		tree_index(&type_s32, tree_var(&this_array), tree_var(&global_int), 8);
	struct dt_difo *difo;

	machine.locals[3] = (uintptr_t)storage;
	machine.globals[0] = 5;
	machine.call = note_call;
	run(tree_unary(DT_OP_PRE_INC, &type_s32, element));
	assert_int_equal(storage[5], 1);
	assert_int_equal(run(tree_unary(DT_OP_ADDRESS, &type_pointer, element)),
			 (uintptr_t)&storage[5]);
	machine.globals[0] = 8;
	run(element);
	assert_true(machine.fault);
	machine.globals[0] = (uint64_t)-1;
	run(element);
	assert_true(machine.fault);
	difo = compile(element);
	assert_int_equal(difo->variable_count, 2);
	assert_int_equal(difo->variables[1].id, this_array.id); /* after the index */
	assert_int_equal(difo->variables[1].type.flags & DIF_TYPE_STORAGE, DIF_TYPE_STORAGE);
	assert_int_equal(difo->variables[1].type.size, 32);
	dt_difo_destroy(difo);
}

static void struct_result(void **state)
{
	struct dt_difo *difo = compile(tree_var(&self_struct));

	assert_int_equal(difo->result.kind, DIF_KIND_CTF);
	assert_int_equal(difo->result.flags, DIF_TYPE_BYREF);
	assert_int_equal(difo->result.size, 24);
	assert_int_equal(difo->variables[0].type.flags,
			 DIF_TYPE_BYREF); /* dynamic: no storage flag */
	dt_difo_destroy(difo);
}

/* a->b.c[2] is one load at one added offset. */
static void offsets_add_up(void **state)
{
	struct dt_node *base = tree_cast(&type_pointer, tree_var(&global_int));
	struct dt_node *inner = tree_member(&type_struct, base, 8 * 8, 0);
	struct dt_node *elements = tree_member(&type_array, inner, 4 * 8, 0);
	struct dt_difo *difo = compile(tree_index(&type_u16, elements, tree_int(&type_s32, 2), 16));

	assert_int_equal(count_op(difo, DIF_OP_ADD), 1);
	assert_int_equal(difo->integer_count, 1);
	assert_int_equal(difo->integers[0], 16);
	assert_int_equal(count_op(difo, DIF_OP_LDUH), 1);
	dt_difo_destroy(difo);
}

/* A field of a packed struct that crosses 8 bytes is put together from single bytes. */
static void packed_field(void **state)
{
	static uint8_t bytes[16];
	struct dt_node *field =
		tree_member(&type_u64, tree_int(&type_pointer, (uintptr_t)bytes), 3, 63);

	memset(bytes, 0xff, sizeof(bytes));
	run(tree_binary(DT_OP_ASSIGN, &type_u64, field, tree_int(&type_u64, 0x123456789abcdef)));
	assert_int_equal(bytes[0] & 7, 7);
	assert_int_equal(bytes[8] & 0xfc, 0xfc);
	assert_int_equal(run(field), 0x123456789abcdef);
}

/* --- arguments and user memory ------------------------------------------- */

/* args[n] arrives as a whole register, whatever its type. */
static void arguments(void **state)
{
	struct dt_node *node = tree_node(DT_NODE_VAR, &type_s32);

	node->ident = &args;
	node->args = tree_int(&type_s32, 2);
	machine.args[2] = 0xdeadbeeffffffff0ull;
	assert_int_equal((int64_t)run(node), -16);
}

static void user_memory(void **state)
{
	struct dt_node *pointer = tree_int(&type_pointer, 0x5000), *node;
	struct dt_difo *difo;

	node = tree_member(&type_u32, pointer, 32, 0);
	node->flags |= DT_NF_USERLAND;
	difo = compile(node);
	assert_int_equal(count_op(difo, DIF_OP_ULDUW), 1);
	assert_int_equal(count_op(difo, DIF_OP_LDUW), 0);
	dt_difo_destroy(difo);
	node = tree_unary(DT_OP_DEREF, &type_struct, pointer);
	node->flags |= DT_NF_USERLAND;
	machine.call = note_call;
	assert_int_equal(run(node), 0x6000);
	assert_int_equal(called, DIF_SUBR_COPYIN);
	assert_int_equal(machine.tuple[1], 24);
	pointer->flags |= DT_NF_USERLAND;
	assert_int_equal(run(tree_cast(&type_string, pointer)), 0x6000);
	assert_int_equal(called, DIF_SUBR_COPYINSTR);
}

/* --- odds ---------------------------------------------------------------- */

static void casts_to_bool(void **state)
{
	machine.globals[0] = 0x100;
	assert_int_equal(run(tree_cast(&type_bool, tree_var(&global_int))), 1);
	machine.globals[0] = 0;
	assert_int_equal(run(tree_cast(&type_bool, tree_var(&global_int))), 0);
}

static void pointer_arithmetic(void **state)
{
	struct dt_node *node = tree_binary(DT_OP_ADD, &type_pointer, tree_int(&type_pointer, 1000),
					   tree_cast(&type_s64, tree_var(&global_int)));

	node->scale = 24;
	machine.globals[0] = (uint64_t)-2;
	assert_int_equal(run(node), 1000 - 48);
	node = tree_binary(DT_OP_SUB, &type_s64, tree_int(&type_pointer, 952),
			   tree_int(&type_pointer, 1000));
	node->scale = 24;
	assert_int_equal((int64_t)run(node), -2);
}

/* A shift count is taken whole: (unsigned char)(x + 254) with x = 3 is 1. */
static void shift_count(void **state)
{
	struct dt_node *count =
		tree_binary(DT_OP_ADD, &type_u8, tree_cast(&type_u8, tree_var(&global_int)),
			    tree_int(&type_u8, 254));

	machine.globals[0] = 3;
	assert_int_equal(run(tree_binary(DT_OP_SHL, &type_u8, tree_int(&type_u8, 1), count)), 2);
}

static void fifty_parentheses(void **state)
{
	struct dt_node *node = tree_var(&global_int);
	uint32_t expected = 1;
	int i;

	for (i = 0; i < 50; i++)
		node = tree_binary(DT_OP_ADD, &type_s32, tree_call(&type_s32, &rand_function, NULL),
				   tree_binary(DT_OP_MUL, &type_s32, tree_int(&type_s32, 3), node));
	for (i = 0; i < 50; i++)
		expected *= 3;
	machine.globals[0] = 1;
	machine.call = note_call; /* rand() gives 0 */
	assert_int_equal((int64_t)run(node), (int32_t)expected);
	assert_false(machine.fault);
}

static void impossible_load(void **state)
{
	struct dt_type odd = {DT_KIND_INTEGER, 16, false, false};
	struct dt_node *node = tree_unary(DT_OP_DEREF, &odd, tree_int(&type_pointer, 8));
	struct dt_source source = {.name = "x.d"};

	assert_null(dt_codegen_expression(&hdl, node, false));
	assert_non_null(strstr(hdl.message, "a value of 16 bytes"));
	node->place.line = 12;
	node->place.source = &source;
	assert_null(dt_codegen_expression(&hdl, node, false));
	assert_non_null(strstr(hdl.message, "a value of 16 bytes cannot be loaded"));
}

static void too_large(void **state)
{
	struct dt_type large = {DT_KIND_STRUCT, DTRACE_STATIC_MAX + 1, false, false};
	struct dt_type huge = {DT_KIND_STRUCT, 2 << 20, false, false};
	struct dt_ident ident = self_struct;

	ident.type = &large;
	assert_null(dt_codegen_expression(&hdl, tree_var(&ident), false));
	assert_non_null(strstr(hdl.message, "variable s is too large: 16385 bytes"));
	assert_null(dt_codegen_expression(
		&hdl, tree_unary(DT_OP_DEREF, &huge, tree_int(&type_pointer, 8)), false));
	assert_non_null(strstr(hdl.message, "value is too large to record: 2097152 bytes"));
}

/* --- clauses ------------------------------------------------------------- */

static struct dt_node *action(enum dtrace_action kind, struct dt_node *left)
{
	struct dt_node *node = tree_node(DT_NODE_ACTION, &type_void);

	node->action = kind;
	node->left = left;
	node->statement = 4;
	return node;
}

/* pid == 3 { @["a"] = quantize(count, 2); count++ } */
static void clause(void **state)
{
	struct dt_ident pid = {
		.name = "pid", .kind = DT_IDENT_SCALAR, .id = DIF_VAR_PID, .type = &type_s32};
	struct dt_node *node = tree_node(DT_NODE_CLAUSE, &type_void), *quantize, *step;
	struct dt_program *program = calloc(1, sizeof(*program));
	struct dt_clause *out = calloc(1, sizeof(*out));
	const struct dt_action *made;

	program->clauses = out;
	node->predicate = tree_binary(DT_OP_EQ, &type_s32, tree_var(&pid), tree_int(&type_s32, 3));
	node->actions = action(DTRACEACT_DIFEXPR, tree_string("a"));
	node->actions->next = action(DTRACEACT_WEIGHT, tree_int(&type_s64, 2));
	quantize = action(DTRACEAGG_QUANTIZE, tree_var(&global_int));
	node->actions->next->next = quantize;
	quantize->ntuple = 1;
	quantize->variable = 9;
	quantize->arg = 77;
	quantize->name = (char *)"spread";
	step = action(DTRACEACT_DIFEXPR,
		      tree_unary(DT_OP_POST_INC, &type_s32, tree_var(&global_int)));
	step->flags |= DT_NF_DISCARD;
	quantize->next = step;
	step->next = action(DTRACEACT_STACK, NULL);

	assert_int_equal(dt_codegen_clause(&hdl, node, out), 0);
	assert_int_equal(out->predicate->variable_count, 0); /* pid is built in */
	made = out->actions;
	assert_int_equal(made->kind, DTRACEACT_DIFEXPR);
	assert_int_equal(made->statement, 4);
	assert_int_equal(made->difo->result.kind, DIF_KIND_STRING);
	made = made->next;
	assert_int_equal(made->kind, DTRACEACT_WEIGHT);
	made = made->next;
	assert_int_equal(made->kind, DTRACEAGG_QUANTIZE);
	assert_int_equal(made->ntuple, 1);
	assert_int_equal(made->variable, 9);
	assert_int_equal(made->arg, 77);
	assert_string_equal(made->name, "spread");
	assert_true(made->is_signed);
	assert_int_equal(made->difo->result.flags, DIF_TYPE_SIGNED);
	made = made->next;
	assert_int_equal(made->difo->result.size, 0);
	assert_int_equal(DIF_INSTR_RD(made->difo->text[made->difo->text_count - 1]), 0);
	made = made->next;
	assert_int_equal(made->kind, DTRACEACT_STACK);
	assert_null(made->difo);
	assert_null(made->next);
	dt_program_destroy(program);
}

/* An error in the middle leaves what was made to dt_program_destroy. */
static void broken_clause(void **state)
{
	struct dt_node *node = tree_node(DT_NODE_CLAUSE, &type_void);
	struct dt_program *program = calloc(1, sizeof(*program));

	program->clauses = calloc(1, sizeof(*program->clauses));
	node->actions = action(DTRACEACT_DIFEXPR, tree_int(&type_s32, 1));
	node->actions->next = action(DTRACEACT_DIFEXPR, tree_node(DT_NODE_IDENT, &type_s32));
	assert_int_equal(dt_codegen_clause(&hdl, node, program->clauses), -1);
	assert_non_null(strstr(hdl.message, "internal error"));
	dt_program_destroy(program);
}

#define TEST(name) cmocka_unit_test_setup(name, reset)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(strings),
		TEST(string_results),
		TEST(string_assignment),
		TEST(calls),
		TEST(calls_are_not_merged),
		TEST(too_many_arguments),
		TEST(array_keys),
		TEST(too_many_keys),
		TEST(unassigned_struct),
		TEST(c_array),
		TEST(struct_result),
		TEST(offsets_add_up),
		TEST(packed_field),
		TEST(arguments),
		TEST(user_memory),
		TEST(casts_to_bool),
		TEST(pointer_arithmetic),
		TEST(shift_count),
		TEST(fifty_parentheses),
		TEST(impossible_load),
		TEST(too_large),
		TEST(clause),
		TEST(broken_clause),
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	free(hdl.message);
	return failed;
}
