/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The interpreter through the whole engine: opcodes as rows, loads and stores, variables, faults.
 */
#include "harness.h"

static struct assembly a;

/* --- arithmetic -------------------------------------------------------- */

struct row {
	unsigned int op;
	uint64_t left, right, result;
};

static const struct row rows[] = {
	{DIF_OP_OR, 0xf0, 0x0f, 0xff},
	{DIF_OP_AND, 0xff, 0x3c, 0x3c},
	{DIF_OP_XOR, 0xff, 0x3c, 0xc3},
	{DIF_OP_SLL, 1, 63, 1ull << 63},
	{DIF_OP_SLL, 1, 64, 1},
	{DIF_OP_SRL, (uint64_t)-1, 60, 15},
	{DIF_OP_SRA, (uint64_t)-16, 2, (uint64_t)-4},
	{DIF_OP_SUB, 3, 5, (uint64_t)-2},
	{DIF_OP_ADD, (uint64_t)-1, 1, 0},
	{DIF_OP_MUL, 1ull << 63, 2, 0},
	{DIF_OP_MUL, (uint64_t)-3, 7, (uint64_t)-21},
	{DIF_OP_SDIV, (uint64_t)-7, 2, (uint64_t)-3},
	{DIF_OP_SDIV, (uint64_t)INT64_MIN, (uint64_t)-1, (uint64_t)INT64_MIN},
	{DIF_OP_UDIV, (uint64_t)-1, 2, INT64_MAX},
	{DIF_OP_SREM, (uint64_t)-7, 2, (uint64_t)-1},
	{DIF_OP_SREM, (uint64_t)INT64_MIN, (uint64_t)-1, 0},
	{DIF_OP_UREM, (uint64_t)-1, 10, 5},
};

static uint64_t binary(unsigned int op, uint64_t left, uint64_t right)
{
	struct evaluation e;

	asm_start(&a);
	asm_set(&a, 1, left);
	asm_set(&a, 2, right);
	asm_rrr(&a, op, 1, 2, 3);
	asm_ret(&a, 3);
	e = evaluate(&a);
	assert_int_equal(e.fault, -1);
	return e.value;
}

static void test_arithmetic(void **unused)
{
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (binary(rows[i].op, rows[i].left, rows[i].right) != rows[i].result)
			fail_msg("row %zu: op %u", i, rows[i].op);
}

static void test_unary(void **unused)
{
	asm_start(&a);
	asm_set(&a, 1, 0xff);
	asm_rrr(&a, DIF_OP_NOT, 1, 0, 2);
	asm_rrr(&a, DIF_OP_MOV, 2, 0, 7);
	asm_rrr(&a, DIF_OP_NOP, 0, 0, 0);
	asm_ret(&a, 7);
	assert_int_equal(evaluate(&a).value, ~0xffull);
	asm_start(&a);
	asm_ret(&a, 0);
	assert_int_equal(evaluate(&a).value, 0);
}

static void test_division_by_zero(void **unused)
{
	unsigned int op;

	for (op = DIF_OP_SDIV; op <= DIF_OP_UREM; op++) {
		struct evaluation e;

		asm_start(&a);
		asm_set(&a, 1, 5);
		asm_rrr(&a, op, 1, 0, 2);
		asm_ret(&a, 2);
		e = evaluate(&a);
		assert_int_equal(e.fault, DTRACEFLT_DIVZERO);
		assert_int_equal(e.fault_offset, 4);
		assert_int_equal(e.fault_action, 1);
		assert_false(e.fired);
	}
}

/* --- branches ---------------------------------------------------------- */

/* Which of the ten conditions hold: be bne bg bgu bge bgeu bl blu ble bleu. */
static const struct {
	uint64_t left, right;
	const char *taken;
} comparisons[] = {
	{5, 5, "1000110011"},
	{6, 5, "0111110000"},
	{5, 6, "0100001111"},
	{(uint64_t)-1, 1, "0101011010"},
	{1, (uint64_t)-1, "0110100101"},
};

static bool taken(unsigned int op, uint64_t left, uint64_t right)
{
	asm_start(&a);
	asm_set(&a, 1, left);
	asm_set(&a, 2, right);
	asm_rrr(&a, DIF_OP_CMP, 1, 2, 0);
	asm_set(&a, 3, 1);
	asm_op(&a, DIF_INSTR_BRANCH(op, 6));
	asm_set(&a, 3, 0);
	asm_ret(&a, 3);
	return evaluate(&a).value;
}

static void test_branches(void **unused)
{
	size_t i;
	unsigned int op;

	for (i = 0; i < sizeof(comparisons) / sizeof(comparisons[0]); i++) {
		assert_true(taken(DIF_OP_BA, comparisons[i].left, comparisons[i].right));
		for (op = DIF_OP_BE; op <= DIF_OP_BLEU; op++)
			if (taken(op, comparisons[i].left, comparisons[i].right) !=
			    (comparisons[i].taken[op - DIF_OP_BE] == '1'))
				fail_msg("comparison %zu, op %u", i, op);
	}
}

static bool string_order(const char *left, const char *right, unsigned int op)
{
	asm_start(&a);
	asm_string(&a, 1, left);
	asm_string(&a, 2, right);
	asm_rrr(&a, DIF_OP_SCMP, 1, 2, 0);
	asm_set(&a, 3, 1);
	asm_op(&a, DIF_INSTR_BRANCH(op, 6));
	asm_set(&a, 3, 0);
	asm_ret(&a, 3);
	return evaluate(&a).value;
}

static void test_string_comparison(void **unused)
{
	assert_true(string_order("abc", "abc", DIF_OP_BE));
	assert_true(string_order("abc", "abd", DIF_OP_BL));
	assert_true(string_order("abc", "ab", DIF_OP_BG));
	assert_true(string_order("", "a", DIF_OP_BLU));
	assert_true(string_order("\xff", "a", DIF_OP_BGU));
	assert_false(string_order("abc", "abd", DIF_OP_BE));
	/* address 0 is "" */
	asm_start(&a);
	asm_string(&a, 1, "");
	asm_rrr(&a, DIF_OP_SCMP, 0, 1, 0);
	asm_set(&a, 3, 1);
	asm_op(&a, DIF_INSTR_BRANCH(DIF_OP_BE, 5));
	asm_set(&a, 3, 0);
	asm_ret(&a, 3);
	assert_int_equal(evaluate(&a).value, 1);
}

/* --- loads ------------------------------------------------------------- */

static struct evaluation load_at(unsigned int op, uint64_t address)
{
	asm_start(&a);
	asm_set(&a, 1, address);
	asm_rrr(&a, op, 1, 0, 2);
	asm_ret(&a, 2);
	return evaluate(&a);
}

static void test_loads(void **unused)
{
	static const uint8_t bytes[8] = {0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff};
	static const uint64_t results[7] = {(uint64_t)(int8_t)0x88,
					    (uint64_t)(int16_t)0x9988,
					    (uint64_t)(int32_t)0xbbaa9988,
					    0x88,
					    0x9988,
					    0xbbaa9988,
					    0xffeeddccbbaa9988};
	unsigned int i;

	memcpy(fake.kernel, bytes, 8);
	memcpy(fake.user, bytes, 8);
	for (i = 0; i < 7; i++) {
		assert_int_equal(load_at(DIF_OP_LDSB + i, FAKE_KERNEL).value, results[i]);
		assert_int_equal(load_at(DIF_OP_RLDSB + i, FAKE_KERNEL).value, results[i]);
		assert_int_equal(load_at(DIF_OP_ULDSB + i, FAKE_USER).value, results[i]);
	}
}

static void test_load_faults(void **unused)
{
	struct evaluation e = load_at(DIF_OP_LDUB, 16);

	assert_int_equal(e.fault, DTRACEFLT_BADADDR);
	assert_int_equal(e.fault_value, 16);
	assert_int_equal(e.fault_offset, 4);
	/* Packed structures and network headers: x86 reads them where they lie. */
	assert_int_equal(load_at(DIF_OP_LDX, FAKE_KERNEL + 4).fault, -1);
	assert_int_equal(load_at(DIF_OP_LDUH, FAKE_KERNEL + 1).fault, -1);
	assert_int_equal(load_at(DIF_OP_LDX, FAKE_KERNEL + FAKE_SPACE).fault, DTRACEFLT_BADADDR);
	assert_int_equal(load_at(DIF_OP_ULDX, FAKE_USER + FAKE_SPACE - 4).fault, DTRACEFLT_BADADDR);
	assert_int_equal(load_at(DIF_OP_ULDUH, FAKE_USER + 1).fault, -1);
	/* the interface of the engine's own structures is not readable either */
	assert_int_equal(load_at(DIF_OP_LDX, (uintptr_t)&fake & ~7ull).fault, DTRACEFLT_BADADDR);
}

static void test_kernel_privilege(void **unused)
{
	struct evaluation e;

	evaluation_privileges = DTRACE_PRIVILEGE_USER;
	e = load_at(DIF_OP_LDX, FAKE_KERNEL);
	assert_int_equal(e.fault, DTRACEFLT_KPRIV);
	assert_int_equal(load_at(DIF_OP_ULDX, FAKE_USER).fault, -1);
	asm_start(&a);
	asm_wide(&a, DIF_OP_LDGS, DIF_VAR_CURTHREAD, 1);
	asm_ret(&a, 1);
	assert_int_equal(evaluate(&a).value, 0);
	evaluation_privileges = DTRACE_PRIVILEGE_ALL;
	assert_int_equal(evaluate(&a).value, FAKE_KERNEL);
}

static void test_own_strings_are_readable(void **unused)
{
	evaluation_privileges = DTRACE_PRIVILEGE_USER;
	asm_start(&a);
	asm_string(&a, 1, "xyz");
	asm_rrr(&a, DIF_OP_LDUB, 1, 0, 2);
	asm_ret(&a, 2);
	assert_int_equal(evaluate(&a).value, 'x');
	asm_start(&a);
	asm_wide(&a, DIF_OP_LDGS, DIF_VAR_PROBENAME, 1);
	asm_string_result(&a);
	asm_ret(&a, 1);
	assert_string_equal(evaluate(&a).text, "one");
	evaluation_privileges = DTRACE_PRIVILEGE_ALL;
}

/* --- stores ------------------------------------------------------------ */

static void test_scratch_stores(void **unused)
{
	static const unsigned int stores[4] = {DIF_OP_STB, DIF_OP_STH, DIF_OP_STW, DIF_OP_STX};
	static const uint64_t results[4] = {0x88, 0x7788, 0x55667788, 0x1122334455667788};
	unsigned int i;

	for (i = 0; i < 4; i++) {
		asm_start(&a);
		asm_set(&a, 1, 16);
		asm_rrr(&a, DIF_OP_ALLOCS, 1, 0, 2);
		asm_set(&a, 3, 0x1122334455667788);
		asm_rrr(&a, stores[i], 3, 0, 2);
		asm_rrr(&a, DIF_OP_LDX, 2, 0, 4);
		asm_ret(&a, 4);
		assert_int_equal(evaluate(&a).value, results[i]);
	}
}

static struct evaluation store_beyond(uint64_t offset)
{
	asm_start(&a);
	asm_set(&a, 1, 16);
	asm_rrr(&a, DIF_OP_ALLOCS, 1, 0, 2);
	asm_set(&a, 3, offset);
	asm_rrr(&a, DIF_OP_ADD, 2, 3, 2);
	asm_rrr(&a, DIF_OP_STX, 1, 0, 2);
	asm_ret(&a, 0);
	return evaluate(&a);
}

static void test_store_faults(void **unused)
{
	assert_int_equal(store_beyond(8).fault, -1);
	assert_int_equal(store_beyond(16).fault, DTRACEFLT_BADADDR);
	assert_int_equal(store_beyond((uint64_t)-8).fault, DTRACEFLT_BADADDR);
	assert_int_equal(store_beyond(4).fault, -1);
	assert_int_equal(store_beyond(12).fault, DTRACEFLT_BADADDR);
	asm_start(&a);
	asm_set(&a, 1, FAKE_KERNEL);
	asm_rrr(&a, DIF_OP_STB, 1, 0, 1);
	asm_ret(&a, 0);
	assert_int_equal(evaluate(&a).fault, DTRACEFLT_BADADDR);
	asm_start(&a); /* strings of the program are constant */
	asm_string(&a, 1, "abc");
	asm_rrr(&a, DIF_OP_STB, 1, 0, 1);
	asm_ret(&a, 0);
	assert_int_equal(evaluate(&a).fault, DTRACEFLT_BADADDR);
}

static void test_scratch_runs_out(void **unused)
{
	struct evaluation e;

	asm_start(&a);
	asm_set(&a, 1, 1 << 20);
	asm_rrr(&a, DIF_OP_ALLOCS, 1, 0, 2);
	asm_ret(&a, 0);
	e = evaluate(&a);
	assert_int_equal(e.fault, DTRACEFLT_NOSCRATCH);
	asm_start(&a);
	asm_set(&a, 1, (uint64_t)-8);
	asm_rrr(&a, DIF_OP_ALLOCS, 1, 0, 2);
	asm_ret(&a, 0);
	assert_int_equal(evaluate(&a).fault, DTRACEFLT_NOSCRATCH);
}

static void test_copys(void **unused)
{
	memcpy(fake.kernel + 8, "12345678", 8);
	asm_start(&a);
	asm_set(&a, 1, 8);
	asm_rrr(&a, DIF_OP_ALLOCS, 1, 0, 2);
	asm_set(&a, 3, FAKE_KERNEL + 8);
	asm_rrr(&a, DIF_OP_COPYS, 3, 1, 2);
	asm_rrr(&a, DIF_OP_LDX, 2, 0, 4);
	asm_ret(&a, 4);
	assert_memory_equal(&(uint64_t){evaluate(&a).value}, "12345678", 8);
	asm_start(&a);
	asm_set(&a, 1, 8);
	asm_set(&a, 3, FAKE_KERNEL + 8);
	asm_rrr(&a, DIF_OP_COPYS, 3, 1, 3);
	asm_ret(&a, 0);
	assert_int_equal(evaluate(&a).fault, DTRACEFLT_BADADDR);
}

/* --- variables --------------------------------------------------------- */

/* Store 42, add 1 to what is loaded back. */
static void check_scalar(unsigned int scope, unsigned int load, unsigned int store)
{
	asm_start(&a);
	asm_variable(&a, 0x500, DIF_VAR_SCALAR, scope, DIF_KIND_CTF, 0);
	asm_variable(&a, 0x501, DIF_VAR_SCALAR, scope, DIF_KIND_CTF, 0);
	asm_set(&a, 1, 42);
	asm_wide(&a, store, 0x501, 1);
	asm_wide(&a, load, 0x500, 2); /* never assigned: 0 (this-> too, the first time) */
	asm_wide(&a, load, 0x501, 3);
	asm_rrr(&a, DIF_OP_ADD, 2, 3, 3);
	asm_ret(&a, 3);
	assert_int_equal(evaluate(&a).value, 42);
}

static void test_scalars(void **unused)
{
	check_scalar(DIF_SCOPE_GLOBAL, DIF_OP_LDGS, DIF_OP_STGS);
	check_scalar(DIF_SCOPE_LOCAL, DIF_OP_LDLS, DIF_OP_STLS);
	check_scalar(DIF_SCOPE_THREAD, DIF_OP_LDTS, DIF_OP_STTS);
}

static void check_string(unsigned int scope, unsigned int load, unsigned int store)
{
	asm_start(&a);
	asm_variable(&a, 0x500, DIF_VAR_SCALAR, scope, DIF_KIND_STRING, 256);
	asm_string(&a, 1, "hello");
	asm_wide(&a, store, 0x500, 1);
	asm_wide(&a, load, 0x500, 2);
	asm_string_result(&a);
	asm_ret(&a, 2);
	assert_string_equal(evaluate(&a).text, "hello");
	asm_start(&a); /* never assigned: a string, and empty */
	asm_variable(&a, 0x500, DIF_VAR_SCALAR, scope, DIF_KIND_STRING, 256);
	asm_wide(&a, load, 0x500, 2);
	asm_ret(&a, 2);
	assert_int_not_equal(evaluate(&a).value, 0);
	asm_string_result(&a);
	assert_string_equal(evaluate(&a).text, "");
	assert_true(evaluate(&a).fired);
}

static void test_strings(void **unused)
{
	check_string(DIF_SCOPE_GLOBAL, DIF_OP_LDGS, DIF_OP_STGS);
	check_string(DIF_SCOPE_LOCAL, DIF_OP_LDLS, DIF_OP_STLS);
	check_string(DIF_SCOPE_THREAD, DIF_OP_LDTS, DIF_OP_STTS);
}

static void test_storage(void **unused)
{
	asm_start(&a); /* int a[4]; a[1] = 7, read back */
	asm_variable(&a, 0x500, DIF_VAR_SCALAR, DIF_SCOPE_GLOBAL, DIF_KIND_CTF, 16);
	a.variables[0].type.flags |= DIF_TYPE_STORAGE;
	asm_wide(&a, DIF_OP_LDGS, 0x500, 1);
	asm_set(&a, 2, 4);
	asm_rrr(&a, DIF_OP_ADD, 1, 2, 1);
	asm_set(&a, 3, 7);
	asm_rrr(&a, DIF_OP_STW, 3, 0, 1);
	asm_rrr(&a, DIF_OP_LDSW, 1, 0, 4);
	asm_ret(&a, 4);
	assert_int_equal(evaluate(&a).value, 7);
	a.integers[0] = 16; /* one behind the array */
	assert_int_equal(evaluate(&a).fault, DTRACEFLT_BADADDR);
	a.integers[0] = (uint64_t)-4;
	assert_int_equal(evaluate(&a).fault, DTRACEFLT_BADADDR);
	a.variables[0].type.flags &=
		(uint8_t)~DIF_TYPE_STORAGE; /* a struct never assigned: address 0 */
	a.integers[0] = 0;
	assert_int_equal(evaluate(&a).fault, DTRACEFLT_BADADDR);
}

static void test_assoc(void **unused)
{
	asm_start(&a); /* x[1, "k"] = 5; x[1, "k"] + x[2, "k"] */
	asm_variable(&a, 0x500, DIF_VAR_ARRAY, DIF_SCOPE_GLOBAL, DIF_KIND_CTF, 0);
	asm_set(&a, 1, 1);
	asm_string(&a, 2, "k");
	asm_set(&a, 3, 5);
	asm_rrr(&a, DIF_OP_FLUSHTS, 0, 0, 0);
	asm_rrr(&a, DIF_OP_PUSHTV, 0, 0, 1);
	asm_rrr(&a, DIF_OP_PUSHTR, DIF_KIND_STRING, 0, 2);
	asm_wide(&a, DIF_OP_STGAA, 0x500, 3);
	asm_wide(&a, DIF_OP_LDGAA, 0x500, 4);
	asm_rrr(&a, DIF_OP_FLUSHTS, 0, 0, 0);
	asm_rrr(&a, DIF_OP_PUSHTV, 0, 0, 3);
	asm_rrr(&a, DIF_OP_PUSHTR, DIF_KIND_STRING, 0, 2);
	asm_wide(&a, DIF_OP_LDGAA, 0x500, 5);
	asm_rrr(&a, DIF_OP_ADD, 4, 5, 4);
	asm_ret(&a, 4);
	assert_int_equal(evaluate(&a).value, 5);
}

static void test_tuple_overflow(void **unused)
{
	int i;

	asm_start(&a);
	for (i = 0; i < DIF_TUPLE_REGS + 1; i++)
		asm_rrr(&a, DIF_OP_PUSHTV, 0, 0, 0);
	asm_ret(&a, 0);
	assert_int_equal(evaluate(&a).fault, DTRACEFLT_TUPOFLOW);
	asm_start(&a);
	asm_rrr(&a, DIF_OP_POPTS, 0, 0, 0); /* from an empty stack: nothing */
	asm_ret(&a, 0);
	assert_int_equal(evaluate(&a).fault, -1);
}

/* --- built-in variables ------------------------------------------------ */

static uint64_t builtin(unsigned int id)
{
	struct evaluation e;

	asm_start(&a);
	asm_wide(&a, DIF_OP_LDGS, id, 1);
	asm_ret(&a, 1);
	e = evaluate(&a);
	assert_int_equal(e.fault, -1);
	return e.value;
}

static void test_builtins(void **unused)
{
	fake.last_errno = 11;
	fake.ipl = 2;
	assert_int_equal(builtin(DIF_VAR_TIMESTAMP), fake.now);
	assert_int_equal(builtin(DIF_VAR_VTIMESTAMP), fake.now / 2);
	assert_int_equal(builtin(DIF_VAR_WALLTIMESTAMP), fake.wall);
	assert_int_equal(builtin(DIF_VAR_IPL), 2);
	assert_int_equal(builtin(DIF_VAR_EPID), 1);
	assert_int_equal(builtin(DIF_VAR_ID), test_probe[0]);
	assert_int_equal(builtin(DIF_VAR_ARG0), 0x1234);
	assert_int_equal(builtin(DIF_VAR_ARG0 + 3), 0xa03); /* from the provider */
	assert_int_equal(builtin(DIF_VAR_STACKDEPTH), 3);
	assert_int_equal(builtin(DIF_VAR_USTACKDEPTH), 3);
	assert_int_equal(builtin(DIF_VAR_CALLER), 0x1001);
	assert_int_equal(builtin(DIF_VAR_UCALLER), 0x2001);
	assert_int_equal(builtin(DIF_VAR_PID), 100);
	assert_int_equal(builtin(DIF_VAR_TID), 101);
	assert_int_equal(builtin(DIF_VAR_PPID), 1);
	assert_int_equal(builtin(DIF_VAR_UID), 1000);
	assert_int_equal(builtin(DIF_VAR_GID), 1001);
	assert_int_equal(builtin(DIF_VAR_ERRNO), 11);
	assert_int_equal(builtin(DIF_VAR_JID), 0);
	assert_int_equal(builtin(DIF_VAR_CPU), 0);
}

static const char *builtin_string(unsigned int id)
{
	static struct evaluation e;

	asm_start(&a);
	asm_wide(&a, DIF_OP_LDGS, id, 1);
	asm_string_result(&a);
	asm_ret(&a, 1);
	e = evaluate(&a);
	assert_int_equal(e.fault, -1);
	return e.text;
}

static void test_builtin_strings(void **unused)
{
	assert_string_equal(builtin_string(DIF_VAR_PROBEPROV), "test");
	assert_string_equal(builtin_string(DIF_VAR_PROBEMOD), "mod");
	assert_string_equal(builtin_string(DIF_VAR_PROBEFUNC), "func");
	assert_string_equal(builtin_string(DIF_VAR_PROBENAME), "one");
	assert_string_equal(builtin_string(DIF_VAR_EXECNAME), "fakeexec");
	assert_string_equal(builtin_string(DIF_VAR_ZONENAME), "global");
	assert_string_equal(builtin_string(DIF_VAR_EXECARGS), "fakeexec -x one two");
	assert_string_equal(builtin_string(DIF_VAR_JAILNAME), "");
}

static struct evaluation builtin_array(unsigned int id, uint64_t index)
{
	asm_start(&a);
	asm_set(&a, 1, index);
	asm_rrr(&a, DIF_OP_LDGA, id, 1, 2);
	asm_ret(&a, 2);
	return evaluate(&a);
}

static void test_builtin_arrays(void **unused)
{
	assert_int_equal(builtin_array(DIF_VAR_ARGS, 0).value, 0x1234);
	assert_int_equal(builtin_array(DIF_VAR_ARGS, 12).value, 0xa0c);
	assert_int_equal(builtin_array(DIF_VAR_UREGS, 5).value, 0x205);
	assert_int_equal(builtin_array(DIF_VAR_REGS, 5).value, 0x105);
	assert_int_equal(builtin_array(DIF_VAR_UREGS, 99).fault, DTRACEFLT_ILLOP);
	assert_int_equal(builtin_array(DIF_VAR_ARGS, 1ull << 40).fault, DTRACEFLT_ILLOP);
}

/* --- results by reference ---------------------------------------------- */

static void test_results(void **unused)
{
	struct evaluation e;

	memcpy(fake.kernel + FAKE_SPACE - 8, "tail end", 8); /* no NUL before the end of memory */
	strcpy((char *)fake.kernel + 100, "middle");
	strcpy((char *)fake.kernel + 107, "SECRET");
	asm_start(&a);
	asm_set(&a, 1, FAKE_KERNEL + 100);
	asm_string_result(&a);
	asm_ret(&a, 1);
	e = evaluate(&a);
	assert_string_equal(e.text, "middle");
	assert_null(memchr(e.text, 'S', 200)); /* nothing of what lies behind */
	a.integers[0] = FAKE_KERNEL + FAKE_SPACE - 8;
	e = evaluate(&a);
	assert_int_equal(e.fault, DTRACEFLT_BADADDR);
	assert_int_equal(e.fault_offset, -1);
	assert_int_equal(e.fault_value, FAKE_KERNEL + FAKE_SPACE);
	a.result = (struct dif_type){.kind = DIF_KIND_CTF, .flags = DIF_TYPE_BYREF, .size = 8};
	assert_memory_equal(evaluate(&a).text, "tail end", 8);
	a.result.size = 9;
	assert_int_equal(evaluate(&a).fault, DTRACEFLT_BADADDR);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_arithmetic, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_unary, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_division_by_zero, engine_setup,
						engine_teardown),
		cmocka_unit_test_setup_teardown(test_branches, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_string_comparison, engine_setup,
						engine_teardown),
		cmocka_unit_test_setup_teardown(test_loads, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_load_faults, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_kernel_privilege, engine_setup,
						engine_teardown),
		cmocka_unit_test_setup_teardown(test_own_strings_are_readable, engine_setup,
						engine_teardown),
		cmocka_unit_test_setup_teardown(test_scratch_stores, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_store_faults, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_scratch_runs_out, engine_setup,
						engine_teardown),
		cmocka_unit_test_setup_teardown(test_copys, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_scalars, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_strings, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_storage, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_assoc, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_tuple_overflow, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_builtins, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_builtin_strings, engine_setup,
						engine_teardown),
		cmocka_unit_test_setup_teardown(test_builtin_arrays, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_results, engine_setup, engine_teardown),
	};

	return cmocka_run_group_tests_name("core interp", tests, NULL, NULL);
}
