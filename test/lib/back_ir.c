/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Instruction lists, register allocation, optimiser, assembler, listing:
 * without any tree. Random programs must give the same result plain, optimised, and with few
 * registers.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "../../libdtrace/dt_impl.h"
#include "../../libdtrace/dt_ir.h"
#include "back_interp.h"

#define PROGRAMS  3000
#define GLOBAL(n) (DIF_VAR_USER_FIRST + (n))
#define GLOBALS	  6

static uint64_t seed;

static uint32_t pick(uint32_t below)
{
	seed = seed * 6364136223846793005ull + 1442695040888963407ull;
	return (uint32_t)(seed >> 33) % below;
}

static uint32_t spill_id(void *context, unsigned int n)
{
	return GLOBAL(100 + n);
}

static void declare_globals(struct dt_ir *ir)
{
	struct dt_ir_variable v = {.name = "g", .kind = DIF_VAR_SCALAR, .scope = DIF_SCOPE_GLOBAL};
	unsigned int i;

	v.type.size = 8;
	for (i = 0; i < GLOBALS; i++) {
		v.id = GLOBAL(i);
		dt_ir_variable(ir, &v);
	}
}

/* Finish an ir: 0 = plain, 1 = optimised. */
static struct dt_difo *finish(struct dt_ir *ir, bool optimize, unsigned int registers)
{
	struct dt_difo *difo;
	char message[128];

	if (optimize)
		dt_optimize(ir);
	assert_int_equal(dt_allocate_registers(ir, registers, spill_id, NULL), 0);
	if (optimize)
		dt_optimize_last(ir);
	difo = dt_assemble(ir, message, sizeof(message));
	assert_non_null(difo);
	dt_ir_destroy(ir);
	return difo;
}

static const int arithmetic[] = {DIF_OP_OR,   DIF_OP_AND,  DIF_OP_XOR, DIF_OP_SLL, DIF_OP_SRL,
				 DIF_OP_SRA,  DIF_OP_SUB,  DIF_OP_ADD, DIF_OP_MUL, DIF_OP_SDIV,
				 DIF_OP_UDIV, DIF_OP_SREM, DIF_OP_UREM};

static uint64_t interesting(void)
{
	static const uint64_t values[] = {
		0,  1,	  2,	3,	    8,		32,	    63,
		64, 0x80, 0xff, 0x7fffffff, 0x80000000, UINT64_MAX, (uint64_t)INT64_MIN};

	return values[pick(sizeof(values) / sizeof(values[0]))];
}

static uint32_t leaf(struct dt_ir *ir)
{
	uint32_t rd;

	if (pick(2) == 0)
		return dt_ir_constant(ir, interesting());
	rd = dt_ir_register(ir);
	dt_ir_wide(ir, DIF_OP_LDGS, GLOBAL(pick(GLOBALS)), rd);
	return rd;
}

static uint32_t expression(struct dt_ir *ir, int depth);

/* cond ? a : b, with a register of two definitions. */
static uint32_t choice(struct dt_ir *ir, int depth)
{
	uint32_t rd = dt_ir_register(ir), otherwise = dt_ir_label(ir), end = dt_ir_label(ir);
	uint32_t a = expression(ir, depth - 1), b = expression(ir, depth - 1);

	dt_ir_emit(ir, DIF_OP_CMP, a, b, 0);
	dt_ir_branch(ir, DIF_OP_BE + (int)pick(10), otherwise);
	dt_ir_emit(ir, DIF_OP_MOV, expression(ir, depth - 1), 0, rd);
	dt_ir_branch(ir, DIF_OP_BA, end);
	dt_ir_place(ir, otherwise);
	dt_ir_emit(ir, DIF_OP_MOV, expression(ir, depth - 1), 0, rd);
	dt_ir_place(ir, end);
	return rd;
}

static uint32_t expression(struct dt_ir *ir, int depth)
{
	uint32_t a, b, rd;

	if (depth == 0 || pick(12) == 0)
		return leaf(ir);
	switch (pick(8)) {
	case 0:
		return choice(ir, depth);
	case 1:
		a = expression(ir, depth - 1);
		dt_ir_wide(ir, DIF_OP_STGS, GLOBAL(pick(GLOBALS)), a);
		return a;
	default:
		a = expression(ir, depth - 1);
		b = expression(ir, depth - 1);
		rd = dt_ir_register(ir);
		dt_ir_emit(ir, arithmetic[pick(13)], a, b, rd);
		return rd;
	}
}

static struct dt_difo *program(uint64_t from, bool optimize, unsigned int registers)
{
	struct dt_ir *ir = dt_ir_create();

	assert_non_null(ir);
	seed = from;
	declare_globals(ir);
	dt_ir_emit(ir, DIF_OP_RET, 0, 0, expression(ir, 2 + (int)(from % 5)));
	return finish(ir, optimize, registers);
}

/* Result and globals after a run from the same start. */
static bool run(const struct dt_difo *difo, uint64_t from, struct machine *machine,
		uint64_t *result)
{
	unsigned int i;

	memset(machine, 0, sizeof(*machine));
	seed = from ^ 0x1234567;
	for (i = 0; i < GLOBALS; i++)
		machine->globals[i] = interesting();
	*result = machine_run(machine, difo);
	return !machine->fault;
}

static void compare(uint64_t from, bool optimize, unsigned int registers,
		    const struct dt_difo *plain)
{
	static struct machine first, second;
	struct dt_difo *other = program(from, optimize, registers);
	uint64_t expected, got;
	bool fine = run(plain, from, &first, &expected);

	assert_int_equal(run(other, from, &second, &got), fine);
	if (fine)
		assert_int_equal(got, expected);
	assert_memory_equal(first.globals, second.globals, GLOBALS * sizeof(first.globals[0]));
	dt_difo_destroy(other);
}

static void random_programs(void **state)
{
	uint64_t from;

	for (from = 1; from <= PROGRAMS; from++) {
		struct dt_difo *plain = program(from, false, 8);

		compare(from, true, 8, plain);
		compare(from, false, 4, plain);
		compare(from, true, 4, plain);
		dt_difo_destroy(plain);
	}
}

/* a + (b + (c + …)) keeps all of them alive: far more than seven. */
static void deep_nesting(void **state)
{
	static struct machine machine;
	struct dt_ir *ir = dt_ir_create();
	uint32_t regs[50], rd, i;
	struct dt_difo *difo;

	declare_globals(ir);
	for (i = 0; i < 50; i++) {
		regs[i] = dt_ir_register(ir);
		dt_ir_wide(ir, DIF_OP_LDGS, GLOBAL(i % GLOBALS), regs[i]);
	}
	rd = regs[49];
	for (i = 49; i-- > 0;) {
		uint32_t sum = dt_ir_register(ir);

		dt_ir_emit(ir, DIF_OP_ADD, regs[i], rd, sum);
		rd = sum;
	}
	dt_ir_emit(ir, DIF_OP_RET, 0, 0, rd);
	difo = finish(ir, false, 8);
	for (i = 0; i < GLOBALS; i++)
		machine.globals[i] = i + 1;
	assert_int_equal(machine_run(&machine, difo), 8 * 21 + 1 + 2);
	dt_difo_destroy(difo);
}

/* Constants and arguments are made again rather than kept in memory. */
static void rematerialized(void **state)
{
	static struct machine machine;
	struct dt_ir *ir = dt_ir_create();
	uint32_t regs[20], rd, sum, i;
	struct dt_difo *difo;

	for (i = 0; i < 20; i++) {
		regs[i] = dt_ir_register(ir);
		if (i % 2 == 0)
			dt_ir_set(ir, 1000 + i, regs[i]);
		else
			dt_ir_wide(ir, DIF_OP_LDGS, DIF_VAR_ARG0 + i / 2, regs[i]);
	}
	rd = regs[0];
	for (i = 1; i < 20; i++, rd = sum) {
		sum = dt_ir_register(ir);
		dt_ir_emit(ir, DIF_OP_ADD, rd, regs[i], sum);
	}
	dt_ir_emit(ir, DIF_OP_RET, 0, 0, rd);
	difo = finish(ir, false, 8);
	for (i = 0; i < difo->text_count; i++)
		assert_int_not_equal(DIF_INSTR_OP(difo->text[i]), DIF_OP_STLS);
	assert_int_equal(difo->variable_count, 0);
	for (i = 0; i < 10; i++)
		machine.builtins[i] = i;
	assert_int_equal(machine_run(&machine, difo), 10 * 1000 + 90 + 45);
	dt_difo_destroy(difo);
}

static void too_few_registers(void **state)
{
	struct dt_ir *ir = dt_ir_create();

	dt_ir_emit(ir, DIF_OP_RET, 0, 0, dt_ir_constant(ir, 7));
	assert_int_equal(dt_allocate_registers(ir, 3, spill_id, NULL), -1);
	dt_ir_destroy(ir);
}

static struct dt_difo *sum_of_constants(bool optimize)
{
	struct dt_ir *ir = dt_ir_create();
	uint32_t a = dt_ir_constant(ir, 40), b = dt_ir_constant(ir, 2), rd = dt_ir_register(ir);

	dt_ir_emit(ir, DIF_OP_ADD, a, b, rd);
	dt_ir_emit(ir, DIF_OP_RET, 0, 0, rd);
	return finish(ir, optimize, 8);
}

static void constants_fold(void **state)
{
	struct dt_difo *difo = sum_of_constants(true);

	assert_int_equal(difo->text_count, 2);
	assert_int_equal(difo->text[0], DIF_INSTR_WIDE_FMT(DIF_OP_SETX, 0, 1));
	assert_int_equal(difo->text[1], DIF_INSTR_FMT(DIF_OP_RET, 0, 0, 1));
	assert_int_equal(difo->integers[0], 42);
	dt_difo_destroy(difo);
	difo = sum_of_constants(false);
	assert_int_equal(difo->text_count, 4);
	dt_difo_destroy(difo);
}

/* Two reads of one variable are one load; after a store the stored register serves. */
static void loads_merge(void **state)
{
	struct dt_ir *ir = dt_ir_create();
	uint32_t a = dt_ir_register(ir), b = dt_ir_register(ir), c = dt_ir_register(ir);
	uint32_t sum = dt_ir_register(ir);
	struct dt_difo *difo;

	declare_globals(ir);
	dt_ir_wide(ir, DIF_OP_LDGS, GLOBAL(0), a);
	dt_ir_wide(ir, DIF_OP_LDGS, GLOBAL(0), b);
	dt_ir_emit(ir, DIF_OP_ADD, a, b, sum);
	dt_ir_wide(ir, DIF_OP_STGS, GLOBAL(1), sum);
	dt_ir_wide(ir, DIF_OP_LDGS, GLOBAL(1), c);
	dt_ir_emit(ir, DIF_OP_RET, 0, 0, c);
	difo = finish(ir, true, 8);
	assert_int_equal(difo->text_count, 4);
	assert_int_equal(difo->text[1], DIF_INSTR_FMT(DIF_OP_ADD, 1, 1, 1));
	assert_int_equal(difo->text[2], DIF_INSTR_WIDE_FMT(DIF_OP_STGS, GLOBAL(1), 1));
	assert_int_equal(difo->variable_count, 2);
	assert_int_equal(difo->variables[0].flags, DIF_VARF_REF);
	assert_int_equal(difo->variables[1].flags, DIF_VARF_MOD);
	dt_difo_destroy(difo);
}

static void known_conditions_vanish(void **state)
{
	struct dt_ir *ir = dt_ir_create();
	uint32_t skip = dt_ir_label(ir), rd = dt_ir_register(ir), x = dt_ir_register(ir);
	struct dt_difo *difo;

	declare_globals(ir);
	dt_ir_set(ir, 5, rd);
	dt_ir_emit(ir, DIF_OP_CMP, dt_ir_constant(ir, 3), dt_ir_constant(ir, 4), 0);
	dt_ir_branch(ir, DIF_OP_BL, skip);
	dt_ir_wide(ir, DIF_OP_LDGS, GLOBAL(0), x);
	dt_ir_emit(ir, DIF_OP_SDIV, x, DT_REG_ZERO, rd);
	dt_ir_place(ir, skip);
	dt_ir_emit(ir, DIF_OP_RET, 0, 0, rd);
	difo = finish(ir, true, 8);
	assert_int_equal(difo->text_count, 2);
	assert_int_equal(difo->integers[0], 5);
	dt_difo_destroy(difo);
}

/* bX over a jump is turned around: each condition must turn into its exact opposite. */
static struct dt_difo *turned(int op, bool optimize)
{
	struct dt_ir *ir = dt_ir_create();
	uint32_t near = dt_ir_label(ir), far = dt_ir_label(ir), rd = dt_ir_register(ir);
	uint32_t a = dt_ir_register(ir), b = dt_ir_register(ir);

	declare_globals(ir);
	dt_ir_wide(ir, DIF_OP_LDGS, GLOBAL(0), a);
	dt_ir_wide(ir, DIF_OP_LDGS, GLOBAL(1), b);
	dt_ir_set(ir, 1, rd);
	dt_ir_emit(ir, DIF_OP_CMP, a, b, 0);
	dt_ir_branch(ir, op, near);
	dt_ir_branch(ir, DIF_OP_BA, far);
	dt_ir_place(ir, near);
	dt_ir_set(ir, 2, rd);
	dt_ir_place(ir, far);
	dt_ir_emit(ir, DIF_OP_RET, 0, 0, rd);
	return finish(ir, optimize, 8);
}

static void branches_turn(void **state)
{
	static const uint64_t values[] = {0, 1, 5, UINT64_MAX, (uint64_t)INT64_MIN};
	static struct machine machine;
	struct dt_difo *plain, *better;
	unsigned int i;
	int op;

	for (op = DIF_OP_BE; op <= DIF_OP_BLEU; op++) {
		plain = turned(op, false);
		better = turned(op, true);
		assert_true(better->text_count < plain->text_count);
		for (i = 0; i < 25; i++) {
			machine.globals[0] = values[i / 5];
			machine.globals[1] = values[i % 5];
			assert_int_equal(machine_run(&machine, plain),
					 machine_run(&machine, better));
		}
		dt_difo_destroy(plain);
		dt_difo_destroy(better);
	}
}

/* What may fault stays, used or not. */
static void faults_stay(void **state)
{
	struct dt_ir *ir = dt_ir_create();
	struct dt_difo *difo;

	dt_ir_emit(ir, DIF_OP_LDX, DT_REG_ZERO, 0, dt_ir_register(ir));
	dt_ir_emit(ir, DIF_OP_UDIV, DT_REG_ZERO, DT_REG_ZERO, dt_ir_register(ir));
	dt_ir_emit(ir, DIF_OP_RET, 0, 0, DT_REG_ZERO);
	difo = finish(ir, true, 8);
	assert_int_equal(difo->text_count, 3);
	assert_int_equal(DIF_INSTR_OP(difo->text[0]), DIF_OP_LDX);
	assert_int_equal(DIF_INSTR_OP(difo->text[1]), DIF_OP_UDIV);
	dt_difo_destroy(difo);
}

static void string_table(void **state)
{
	struct dt_strtab table;
	uint32_t a, b, size;
	char name[16], *data;
	unsigned int i;

	dt_strtab_init(&table);
	assert_int_equal(dt_strtab_add(&table, ""), 0);
	assert_int_equal(dt_strtab_add(&table, NULL), 0);
	a = dt_strtab_add(&table, "alpha");
	assert_int_equal(a, 1);
	for (i = 0; i < 1000; i++) {
		snprintf(name, sizeof(name), "s%u", i);
		b = dt_strtab_add(&table, name);
		assert_int_equal(dt_strtab_add(&table, name), b);
	}
	assert_int_equal(dt_strtab_add(&table, "alpha"), a);
	data = dt_strtab_take(&table, &size);
	assert_string_equal(data, "");
	assert_string_equal(data + a, "alpha");
	assert_string_equal(data + b, "s999");
	assert_int_equal(data[size - 1], '\0');
	free(data);
	data = dt_strtab_take(&table, &size);
	assert_int_equal(size, 1);
	free(data);
}

static void listing(void **state)
{
	static const char expected[] = "\nDIFO returns string by ref (size 256)\n"
				       "OFF OPCODE      INSTRUCTION\n"
				       "00: 29010601    ldgs DT_VAR(262), %r1           ! arg0\n"
				       "01: 29050002    ldgs DT_VAR(1280), %r2          ! count\n"
				       "02: 0f010200    cmp  %r1, %r2\n"
				       "03: 12000006    be   6\n"
				       "04: 25000001    setx DT_INTEGER[0], %r1         ! 0x2a\n"
				       "05: 3a050101    ???\n";
	struct dt_difo difo = {.result = {DIF_KIND_STRING, 0, DIF_TYPE_BYREF, 0, 256}};
	struct dif_variable variable = {.name = 1,
					.id = 0x500,
					.kind = DIF_VAR_SCALAR,
					.flags = DIF_VARF_REF | DIF_VARF_MOD,
					.type = {DIF_KIND_CTF, 0, DIF_TYPE_SIGNED, 0, 4}};
	uint32_t text[] = {0x29010601, 0x29050002, 0x0f010200, 0x12000006, 0x25000001, 0x26000701};
	char strings[] = "\0count\0a\"b\n";
	uint64_t integers[] = {42};
	char *out = NULL;
	size_t size;
	FILE *file = open_memstream(&out, &size);

	difo.text = text;
	difo.text_count = 6;
	difo.integers = integers;
	difo.integer_count = 1;
	difo.strings = strings;
	difo.string_size = sizeof(strings);
	difo.variables = &variable;
	difo.variable_count = 1;
	dt_disassemble(&difo, file);
	fclose(file);
	assert_memory_equal(out, expected, strlen(expected) - strlen("05: 3a050101    ???\n"));
	assert_non_null(
		strstr(out, "05: 26000701    sets DT_STRING[7], %r1          ! \"a\\\"b\\n\"\n"));
	assert_non_null(strstr(out, "NAME             ID   KND SCP FLAG TYPE\n"
				    "count            500  scl glb rw   signed (size 4)\n"));
	free(out);
}

/* The listing must survive anything: it is what one looks at when something is wrong. */
static void listing_of_garbage(void **state)
{
	struct dt_difo difo = {.string_size = 0};
	uint32_t text[256], i;
	char *out = NULL;
	size_t size;
	FILE *file = open_memstream(&out, &size);

	seed = 99;
	for (i = 0; i < 256; i++)
		text[i] = i << 24 | (pick(1 << 24));
	difo.text = text;
	difo.text_count = 256;
	dt_disassemble(&difo, file);
	fclose(file);
	assert_true(size > 256 * 10);
	assert_non_null(strstr(out, "??? (255)"));
	free(out);
}

static void too_many_integers(void **state)
{
	struct dt_ir *ir = dt_ir_create();
	char message[128];
	uint32_t i;

	for (i = 0; i < 0x10001; i++)
		dt_ir_set(ir, i + 1, 1);
	dt_ir_emit(ir, DIF_OP_RET, 0, 0, 1);
	assert_null(dt_assemble(ir, message, sizeof(message)));
	assert_non_null(strstr(message, "too many different integers"));
	dt_ir_destroy(ir);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(string_table),	     cmocka_unit_test(constants_fold),
		cmocka_unit_test(loads_merge),	     cmocka_unit_test(known_conditions_vanish),
		cmocka_unit_test(branches_turn),     cmocka_unit_test(faults_stay),
		cmocka_unit_test(deep_nesting),	     cmocka_unit_test(rematerialized),
		cmocka_unit_test(too_few_registers), cmocka_unit_test(random_programs),
		cmocka_unit_test(listing),	     cmocka_unit_test(listing_of_garbage),
		cmocka_unit_test(too_many_integers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
