/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The verifier: every refusal by its words, and that what is right passes. */
#include "harness.h"

static struct assembly a;

/* An object with one integer, the strings "" and "s", and one variable of each scope. */
static void start(void)
{
	asm_start(&a);
	a.integers[a.integer_count++] = 7;
	strcpy(a.strings + 1, "s");
	a.string_size = 3;
	asm_variable(&a, 0x500, DIF_VAR_SCALAR, DIF_SCOPE_GLOBAL, DIF_KIND_CTF, 0);
	asm_variable(&a, 0x500, DIF_VAR_SCALAR, DIF_SCOPE_THREAD, DIF_KIND_CTF, 0);
	asm_variable(&a, 0x500, DIF_VAR_SCALAR, DIF_SCOPE_LOCAL, DIF_KIND_CTF, 0);
	asm_variable(&a, 0x501, DIF_VAR_ARRAY, DIF_SCOPE_GLOBAL, DIF_KIND_CTF, 0);
	asm_variable(&a, 0x501, DIF_VAR_ARRAY, DIF_SCOPE_THREAD, DIF_KIND_CTF, 0);
}

static void refused(const char *why)
{
	struct dtrace_difo difo = asm_difo(&a);
	char message[256] = "";

	assert_int_equal(dtrace_dif_verify(&difo, message, sizeof(message)), -EINVAL);
	if (strstr(message, why) == NULL)
		fail_msg("expected \"%s\", got \"%s\"", why, message);
}

static void accepted(void)
{
	struct dtrace_difo difo = asm_difo(&a);
	char message[256] = "";

	if (dtrace_dif_verify(&difo, message, sizeof(message)) != 0)
		fail_msg("refused: %s", message);
}

struct row {
	uint32_t instruction;
	const char *why; /* NULL: right */
};

#define F DIF_INSTR_FMT
#define W DIF_INSTR_WIDE_FMT
static const struct row rows[] = {
	{F(0, 0, 0, 0), "no such opcode"},
	{F(DIF_OP_MAX + 1, 0, 0, 0), "no such opcode"},
	{F(255, 0, 0, 0), "no such opcode"},
	{F(DIF_OP_ADD, 1, 2, 3), NULL},
	{F(DIF_OP_ADD, 8, 2, 3), "no such register"},
	{F(DIF_OP_ADD, 1, 8, 3), "no such register"},
	{F(DIF_OP_ADD, 1, 2, 8), "no such register"},
	{F(DIF_OP_ADD, 1, 2, 0), "register 0 cannot be written"},
	{F(DIF_OP_NOT, 1, 1, 2), "reserved bits"},
	{F(DIF_OP_MOV, 1, 1, 2), "reserved bits"},
	{F(DIF_OP_CMP, 1, 2, 1), "reserved bits"},
	{F(DIF_OP_TST, 1, 1, 0), "reserved bits"},
	{F(DIF_OP_SCMP, 1, 2, 1), "reserved bits"},
	{F(DIF_OP_LDX, 1, 0, 0), "register 0 cannot be written"},
	{F(DIF_OP_LDX, 1, 1, 2), "reserved bits"},
	{F(DIF_OP_ULDX, 9, 0, 2), "no such register"},
	{F(DIF_OP_RLDX, 1, 0, 0), "register 0 cannot be written"},
	{F(DIF_OP_STX, 1, 0, 0), NULL},
	{F(DIF_OP_STX, 1, 3, 2), "reserved bits"},
	{F(DIF_OP_RET, 1, 0, 2), "reserved bits"},
	{F(DIF_OP_RET, 0, 0, 9), "no such register"},
	{F(DIF_OP_NOP, 0, 0, 1), "reserved bits"},
	{F(DIF_OP_POPTS, 1, 0, 0), "reserved bits"},
	{F(DIF_OP_FLUSHTS, 0, 1, 0), "reserved bits"},
	{F(DIF_OP_ALLOCS, 1, 0, 0), "register 0 cannot be written"},
	{F(DIF_OP_COPYS, 1, 2, 3), NULL},
	{F(DIF_OP_PUSHTV, 0, 0, 1), NULL},
	{F(DIF_OP_PUSHTV, 2, 0, 1), "no such kind of value"},
	{F(DIF_OP_PUSHTR, 1, 0, 1), NULL},
	{F(DIF_OP_PUSHTR, 7, 0, 1), "no such kind of value"},
	{F(DIF_OP_PUSHTR, 0, 8, 1), "no such register"},
	{W(DIF_OP_SETX, 0, 1), NULL},
	{W(DIF_OP_SETX, 1, 1), "no such integer"},
	{W(DIF_OP_SETX, 0, 0), "register 0 cannot be written"},
	{W(DIF_OP_SETS, 2, 1), NULL},
	{W(DIF_OP_SETS, 3, 1), "no such string"},
	{W(DIF_OP_CALL, DIF_SUBR_MAX, 1), NULL},
	{W(DIF_OP_CALL, DIF_SUBR_MAX + 1, 1), "no such subroutine"},
	{W(DIF_OP_CALL, DIF_SUBR_RAND, 0), "register 0 cannot be written"},
	{F(DIF_OP_LDGA, DIF_VAR_UREGS, 1, 2), NULL},
	{F(DIF_OP_LDGA, DIF_VAR_VMREGS, 1, 2), "no such built-in array"},
	{F(DIF_OP_LDGA, 0x80, 1, 2), "no such built-in array"},
	{F(DIF_OP_LDTA, 0, 1, 2), "no such built-in array"},
	{W(DIF_OP_LDGS, DIF_VAR_PID, 1), NULL},
	{W(DIF_OP_LDGS, 0x99, 1), "no such built-in variable"},
	{W(DIF_OP_LDGS, 0x124, 1), "no such built-in variable"},
	{W(DIF_OP_LDGS, 0x201, 1), "no such built-in variable"},
	{W(DIF_OP_LDGS, 0x500, 1), NULL},
	{W(DIF_OP_LDGS, 0x502, 1), "not in the variable table"},
	{W(DIF_OP_LDGS, 0x501, 1), "not a scalar"},
	{W(DIF_OP_STGS, 0x500, 0), NULL},
	{W(DIF_OP_STGS, DIF_VAR_PID, 1), "cannot be assigned"},
	{W(DIF_OP_STGS, 0x502, 1), "not in the variable table"},
	{W(DIF_OP_LDTS, 0x500, 1), NULL},
	{W(DIF_OP_LDTS, 0x502, 1), "not in the variable table"},
	{W(DIF_OP_STTS, 0x501, 1), "not a scalar"},
	{W(DIF_OP_LDLS, 0x500, 1), NULL},
	{W(DIF_OP_STLS, 0x501, 1), "not in the variable table"},
	{W(DIF_OP_LDGAA, 0x501, 1), NULL},
	{W(DIF_OP_LDGAA, 0x500, 1), "not an array"},
	{W(DIF_OP_STGAA, 0x502, 1), "not in the variable table"},
	{W(DIF_OP_LDTAA, 0x500, 1), "not an array"},
	{W(DIF_OP_STTAA, 0x501, 0), NULL},
	{F(DIF_OP_XLATE, 0, 0, 1), "translation was not resolved"},
	{F(DIF_OP_XLARG, 0, 0, 1), "translation was not resolved"},
	{DIF_INSTR_BRANCH(DIF_OP_BA, 1), NULL},
	{DIF_INSTR_BRANCH(DIF_OP_BA, 0), "branch goes backwards"},
	{DIF_INSTR_BRANCH(DIF_OP_BLEU, 2), "branch leaves the object"},
	{DIF_INSTR_BRANCH(DIF_OP_BNE, 0xffffff), "branch leaves the object"},
};

static void test_instructions(void **unused)
{
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		start();
		asm_op(&a, rows[i].instruction);
		asm_ret(&a, 0);
		if (rows[i].why == NULL)
			accepted();
		else
			refused(rows[i].why);
	}
}

/*
 * The table may mention built-in variables, and used to let any scope and kind do so: the
 * instructions that index a program's own variables must not take such an id.
 */
static void test_mentions_are_not_variables(void **unused)
{
	static const struct {
		uint8_t op, scope, kind;
		uint16_t id;
	} cases[] = {
		{DIF_OP_LDGAA, DIF_SCOPE_GLOBAL, DIF_VAR_ARRAY, DIF_VAR_ARGS},
		{DIF_OP_STGAA, DIF_SCOPE_GLOBAL, DIF_VAR_ARRAY, DIF_VAR_ARGS},
		{DIF_OP_LDTAA, DIF_SCOPE_THREAD, DIF_VAR_ARRAY, 0x7f},
		{DIF_OP_STTAA, DIF_SCOPE_THREAD, DIF_VAR_ARRAY, DIF_VAR_CURTHREAD},
		{DIF_OP_LDTS, DIF_SCOPE_THREAD, DIF_VAR_SCALAR, DIF_VAR_PID},
		{DIF_OP_STTS, DIF_SCOPE_THREAD, DIF_VAR_SCALAR, 0},
		{DIF_OP_LDLS, DIF_SCOPE_LOCAL, DIF_VAR_SCALAR, 0x4ff},
		{DIF_OP_STLS, DIF_SCOPE_LOCAL, DIF_VAR_SCALAR, 0x80},
	};
	size_t i;

	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		start();
		asm_variable(&a, cases[i].id, cases[i].kind, cases[i].scope, DIF_KIND_CTF, 0);
		asm_op(&a, W(cases[i].op, cases[i].id, 1));
		asm_ret(&a, 0);
		refused("built-in variable has no storage");
	}
}

/* Every opcode has a name in messages, so that the table has no holes. */
static void test_every_opcode_has_a_rule(void **unused)
{
	unsigned int op;

	for (op = 1; op <= DIF_OP_MAX; op++) {
		struct dtrace_difo difo;
		char message[256] = "";

		start();
		asm_op(&a, F(op, 0xff, 0xff, 0xff));
		asm_ret(&a, 0);
		difo = asm_difo(&a);
		assert_int_equal(dtrace_dif_verify(&difo, message, sizeof(message)), -EINVAL);
		assert_null(strstr(message, "(?)"));
	}
}

static void test_message_names_the_instruction(void **unused)
{
	start();
	asm_op(&a, F(DIF_OP_NOP, 0, 0, 0));
	asm_op(&a, F(DIF_OP_ADD, 1, 2, 9));
	asm_ret(&a, 0);
	refused("instruction 1 (add): no such register (9)");
}

static void test_last_instruction(void **unused)
{
	start();
	refused("no instructions");
	asm_rrr(&a, DIF_OP_NOP, 0, 0, 0);
	refused("last instruction is not ret");
}

static void test_tables(void **unused)
{
	start();
	asm_ret(&a, 0);
	accepted();
	a.strings[a.string_size - 1] = 'x';
	refused("does not end in NUL");
}

static void test_size(void **unused)
{
	static uint32_t text[DTRACE_DIFO_MAX / 4 + 1];
	struct dtrace_difo difo = {.text = text, .text_count = DTRACE_DIFO_MAX / 4 + 1};
	char message[256] = "";

	assert_int_equal(dtrace_dif_verify(&difo, message, sizeof(message)), -EINVAL);
	assert_non_null(strstr(message, "too large"));
}

static void test_results(void **unused)
{
	start();
	asm_ret(&a, 0);
	a.result.size = 3;
	refused("impossible size");
	a.result.size = 16;
	refused("impossible size");
	a.result = (struct dif_type){.kind = 2, .size = 8};
	refused("no known kind");
	a.result = (struct dif_type){.flags = 0x80, .size = 8};
	refused("unknown flags");
	a.result = (struct dif_type){.kind = DIF_KIND_STRING, .size = 8};
	refused("must be by reference");
	a.result = (struct dif_type){.flags = DIF_TYPE_BYREF, .size = DTRACE_RESULT_MAX + 1};
	refused("result is too large");
	a.result.size = 12345;
	accepted();
}

static void variable(struct dif_variable v, const char *why)
{
	asm_start(&a);
	asm_ret(&a, 0);
	a.variables[0] = v;
	a.variable_count = 1;
	if (why != NULL)
		refused(why);
	else
		accepted();
}

static void test_variables(void **unused)
{
	struct dif_variable good = {.id = 0x500, .kind = DIF_VAR_SCALAR, .type = {.size = 4}}, v;

	variable(good, NULL);
	v = good;
	v.name = 1;
	variable(v, "name is not in the string table");
	v = good;
	v.scope = 3;
	variable(v, "unknown scope");
	v = good;
	v.kind = 2;
	variable(v, "unknown kind");
	v = good;
	v.id = 0x10000;
	variable(v, "impossible id");
	v = good;
	v.id = DIF_VAR_PID;
	variable(v, NULL);
	v = good;
	v.flags = 4;
	variable(v, "unknown flags");
	v = good;
	v.kind = DIF_VAR_ARRAY;
	v.scope = DIF_SCOPE_LOCAL;
	variable(v, "clause-local arrays");
	v = good;
	v.type.size = 3;
	variable(v, "impossible size");
	v = good;
	v.type.size = 0;
	variable(v, "impossible size");
	v = good;
	v.type.kind = 5;
	variable(v, "unknown kind of type");
	v = good;
	v.type.flags = DIF_TYPE_BYUREF;
	variable(v, "unknown type flags");
	v = good;
	v.type.kind = DIF_KIND_STRING;
	variable(v, "must be by reference");
	v = good;
	v.type.flags = DIF_TYPE_BYREF;
	v.type.size = DTRACE_STATIC_MAX + 1;
	variable(v, "impossible size");
	v.type.size = 0;
	variable(v, "impossible size");
	v.type.kind = DIF_KIND_STRING;
	variable(v, NULL);
	v.type.size = DTRACE_STRSIZE_MAX + 1;
	variable(v, "impossible size");
}

static void test_variable_twice(void **unused)
{
	asm_start(&a);
	asm_ret(&a, 0);
	asm_variable(&a, 0x500, DIF_VAR_SCALAR, DIF_SCOPE_GLOBAL, DIF_KIND_CTF, 0);
	asm_variable(&a, 0x500, DIF_VAR_SCALAR, DIF_SCOPE_GLOBAL, DIF_KIND_CTF, 0);
	refused("in the table twice");
}

static void test_variables_must_agree(void **unused)
{
	struct dtrace_state *state = consumer();
	struct dtrace_ioc_enable result;
	struct program *p = program_create();

	asm_start(&a);
	asm_variable(&a, 0x500, DIF_VAR_SCALAR, DIF_SCOPE_GLOBAL, DIF_KIND_CTF, 0);
	asm_ret(&a, 0);
	program_clause(p, "test:::one", program_difo(p, &a));
	a.variables[0].type.size = 4;
	program_clause(p, "test:::two", program_difo(p, &a));
	assert_int_equal(enable(state, p, &result), -EINVAL);
	assert_non_null(strstr(result.message, "another kind or type"));
	dtrace_state_close(state);
}

static void test_facts(void **unused)
{
	struct dtrace_difo difo;

	asm_start(&a);
	asm_wide(&a, DIF_OP_CALL, DIF_SUBR_COPYOUT, 1);
	asm_ret(&a, 0);
	difo = asm_difo(&a);
	assert_int_equal(dtrace_dif_facts(&difo), DTRACE_DIF_DESTRUCTIVE);
	a.text[0] = DIF_INSTR_WIDE_FMT(DIF_OP_CALL, DIF_SUBR_SPECULATION, 1);
	assert_int_equal(dtrace_dif_facts(&difo), DTRACE_DIF_SPECULATES);
	a.text[0] = DIF_INSTR_WIDE_FMT(DIF_OP_CALL, DIF_SUBR_COPYIN, 1);
	assert_int_equal(dtrace_dif_facts(&difo), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_instructions),
		cmocka_unit_test(test_mentions_are_not_variables),
		cmocka_unit_test(test_every_opcode_has_a_rule),
		cmocka_unit_test(test_message_names_the_instruction),
		cmocka_unit_test(test_last_instruction),
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_size),
		cmocka_unit_test(test_results),
		cmocka_unit_test(test_variables),
		cmocka_unit_test(test_variable_twice),
		cmocka_unit_test_setup_teardown(test_variables_must_agree, engine_setup,
						engine_teardown),
		cmocka_unit_test(test_facts),
	};

	return cmocka_run_group_tests_name("core verify", tests, NULL, NULL);
}
