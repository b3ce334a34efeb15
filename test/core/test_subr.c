/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Subroutines, as rows: arguments and what must come out, edge cases of D-SPEC 3 included. */
#include "harness.h"

static struct assembly a;

/* Arguments of a call: strings and numbers, as many as there are. */
struct value {
	const char *text; /* NULL: number */
	int64_t number;
	bool end;
};
#define S(t)              \
	{                 \
		.text = t \
	}
#define N(n)                           \
	{                              \
		.number = (int64_t)(n) \
	}
#define END                 \
	{                   \
		.end = true \
	}

static void call(unsigned int subroutine, const struct value *arguments)
{
	asm_start(&a);
	for (; !arguments->end; arguments++) {
		if (arguments->text != NULL) {
			asm_string(&a, 1, arguments->text);
			asm_rrr(&a, DIF_OP_PUSHTR, DIF_KIND_STRING, 0, 1);
		} else {
			asm_set(&a, 1, (uint64_t)arguments->number);
			asm_rrr(&a, DIF_OP_PUSHTV, 0, 0, 1);
		}
	}
	asm_wide(&a, DIF_OP_CALL, subroutine, 2);
	asm_ret(&a, 2);
}

struct row {
	unsigned int subroutine;
	struct value arguments[4];
	const char *text; /* expected, or NULL: */
	int64_t number;
};

static const struct row rows[] = {
	{DIF_SUBR_STRLEN, {S(""), END}, NULL, 0},
	{DIF_SUBR_STRLEN, {S("hello"), END}, NULL, 5},
	{DIF_SUBR_STRJOIN, {S("foo"), S("bar"), END}, "foobar", 0},
	{DIF_SUBR_STRJOIN, {S(""), S(""), END}, "", 0},
	{DIF_SUBR_TOUPPER, {S("aBc{z}1"), END}, "ABC{Z}1", 0},
	{DIF_SUBR_TOLOWER, {S("AbC[Z]1"), END}, "abc[z]1", 0},
	{DIF_SUBR_BASENAME, {S(""), END}, ".", 0},
	{DIF_SUBR_BASENAME, {S("/"), END}, "/", 0},
	{DIF_SUBR_BASENAME, {S("///"), END}, "/", 0},
	{DIF_SUBR_BASENAME, {S("foo"), END}, "foo", 0},
	{DIF_SUBR_BASENAME, {S("/foo/bar"), END}, "bar", 0},
	{DIF_SUBR_BASENAME, {S("/foo/bar//"), END}, "bar", 0},
	{DIF_SUBR_BASENAME, {S("foo/"), END}, "foo", 0},
	{DIF_SUBR_DIRNAME, {S(""), END}, ".", 0},
	{DIF_SUBR_DIRNAME, {S("foo"), END}, ".", 0},
	{DIF_SUBR_DIRNAME, {S("foo/"), END}, ".", 0},
	{DIF_SUBR_DIRNAME, {S("/x"), END}, "/", 0},
	{DIF_SUBR_DIRNAME, {S("/"), END}, "/", 0},
	{DIF_SUBR_DIRNAME, {S("//"), END}, "/", 0},
	{DIF_SUBR_DIRNAME, {S("/foo/bar"), END}, "/foo", 0},
	{DIF_SUBR_DIRNAME, {S("/foo/bar///"), END}, "/foo", 0},
	{DIF_SUBR_DIRNAME, {S("a//b"), END}, "a", 0},
	{DIF_SUBR_CLEANPATH, {S("/foo//bar"), END}, "/foo/bar", 0},
	{DIF_SUBR_CLEANPATH, {S("/foo/./bar"), END}, "/foo/bar", 0},
	{DIF_SUBR_CLEANPATH, {S("/foo/../bar"), END}, "/bar", 0},
	{DIF_SUBR_CLEANPATH, {S("/../../bar"), END}, "/bar", 0},
	{DIF_SUBR_CLEANPATH, {S("/foo/.."), END}, "/", 0},
	{DIF_SUBR_CLEANPATH, {S("/a/b/../../c/./d"), END}, "/c/d", 0},
	{DIF_SUBR_CLEANPATH, {S("a/../b"), END}, "b", 0},
	{DIF_SUBR_CLEANPATH, {S("../a"), END}, "../a", 0},
	{DIF_SUBR_CLEANPATH, {S("/..."), END}, "/...", 0},
	{DIF_SUBR_CLEANPATH, {S(""), END}, "", 0},
	{DIF_SUBR_SUBSTR, {S("foobar"), N(3), END}, "bar", 0},
	{DIF_SUBR_SUBSTR, {S("foobar"), N(0), N(3), END}, "foo", 0},
	{DIF_SUBR_SUBSTR, {S("foobar"), N(1), N(-1), END}, "ooba", 0},
	{DIF_SUBR_SUBSTR, {S("foobar"), N(-2), END}, "ar", 0},
	{DIF_SUBR_SUBSTR, {S("foobar"), N(-8), N(3), END}, "f", 0},
	{DIF_SUBR_SUBSTR, {S("foobar"), N(-8), N(1), END}, "", 0},
	{DIF_SUBR_SUBSTR, {S("foobar"), N(-8), END}, "foobar", 0},
	{DIF_SUBR_SUBSTR, {S("foobar"), N(6), END}, "", 0},
	{DIF_SUBR_SUBSTR, {S("foobar"), N(7), END}, "", 0},
	{DIF_SUBR_SUBSTR, {S("foobar"), N(2), N(100), END}, "obar", 0},
	{DIF_SUBR_SUBSTR, {S("foobar"), N(2), N(-100), END}, "", 0},
	{DIF_SUBR_SUBSTR, {S("foobar"), N(2), N(0), END}, "", 0},
	{DIF_SUBR_SUBSTR, {S("foobar"), N(INT64_MIN), N(INT64_MIN), END}, "", 0},
	{DIF_SUBR_SUBSTR, {S("foobar"), N(INT64_MAX), N(INT64_MAX), END}, "", 0},
	{DIF_SUBR_SUBSTR, {S(""), N(0), END}, "", 0},
	{DIF_SUBR_INDEX, {S("foobarfoo"), S("foo"), END}, NULL, 0},
	{DIF_SUBR_INDEX, {S("foobarfoo"), S("foo"), N(1), END}, NULL, 6},
	{DIF_SUBR_INDEX, {S("foobarfoo"), S("foo"), N(-5), END}, NULL, 0},
	{DIF_SUBR_INDEX, {S("foobarfoo"), S("foo"), N(7), END}, NULL, -1},
	{DIF_SUBR_INDEX, {S("foo"), S("o"), N(3), END}, NULL, -1},
	{DIF_SUBR_INDEX, {S("foo"), S(""), N(3), END}, NULL, 3},
	{DIF_SUBR_INDEX, {S("foo"), S(""), N(99), END}, NULL, 3},
	{DIF_SUBR_INDEX, {S("foo"), S(""), N(1), END}, NULL, 1},
	{DIF_SUBR_INDEX, {S(""), S(""), END}, NULL, 0},
	{DIF_SUBR_INDEX, {S(""), S("x"), END}, NULL, -1},
	{DIF_SUBR_INDEX, {S("foo"), S("food"), END}, NULL, -1},
	{DIF_SUBR_RINDEX, {S("foobarfoo"), S("foo"), END}, NULL, 6},
	{DIF_SUBR_RINDEX, {S("foobarfoo"), S("foo"), N(5), END}, NULL, 0},
	{DIF_SUBR_RINDEX, {S("foobarfoo"), S("foo"), N(6), END}, NULL, 6},
	{DIF_SUBR_RINDEX, {S("foobarfoo"), S("foo"), N(-1), END}, NULL, -1},
	{DIF_SUBR_RINDEX, {S("foobarfoo"), S(""), N(-1), END}, NULL, 0},
	{DIF_SUBR_RINDEX, {S("foobarfoo"), S("foo"), N(99), END}, NULL, 6},
	{DIF_SUBR_RINDEX, {S("foo"), S(""), END}, NULL, 3},
	{DIF_SUBR_RINDEX, {S("foo"), S("x"), END}, NULL, -1},
	{DIF_SUBR_LLTOSTR, {N(0), END}, "0", 0},
	{DIF_SUBR_LLTOSTR, {N(-17), END}, "-17", 0},
	{DIF_SUBR_LLTOSTR, {N(INT64_MIN), END}, "-9223372036854775808", 0},
	{DIF_SUBR_LLTOSTR, {N(255), N(16), END}, "0xff", 0},
	{DIF_SUBR_LLTOSTR, {N(8), N(8), END}, "010", 0},
	{DIF_SUBR_LLTOSTR, {N(-1), N(16), END}, "0xffffffffffffffff", 0},
	{DIF_SUBR_LLTOSTR, {N(35), N(36), END}, "z", 0},
	{DIF_SUBR_LLTOSTR,
	 {N(-1), N(2), END},
	 "1111111111111111111111111111111111111111111111111111111111111111",
	 0},
	{DIF_SUBR_STRTOLL, {S("123"), END}, NULL, 123},
	{DIF_SUBR_STRTOLL, {S(" \t-77xyz"), END}, NULL, -77},
	{DIF_SUBR_STRTOLL, {S("+5"), END}, NULL, 5},
	{DIF_SUBR_STRTOLL, {S("0x1F"), N(16), END}, NULL, 31},
	{DIF_SUBR_STRTOLL, {S("0x1F"), N(10), END}, NULL, 0},
	{DIF_SUBR_STRTOLL, {S("777"), N(8), END}, NULL, 511},
	{DIF_SUBR_STRTOLL, {S("zz"), N(36), END}, NULL, 1295},
	{DIF_SUBR_STRTOLL, {S(""), END}, NULL, 0},
	{DIF_SUBR_HTONS, {N(0x11223344), END}, NULL, 0x4433},
	{DIF_SUBR_NTOHS, {N(0x3344), END}, NULL, 0x4433},
	{DIF_SUBR_HTONL, {N(0x11223344), END}, NULL, 0x44332211},
	{DIF_SUBR_NTOHL, {N(0x11223344), END}, NULL, 0x44332211},
	{DIF_SUBR_HTONLL, {N(0x1122334455667788), END}, NULL, (int64_t)0x8877665544332211},
	{DIF_SUBR_NTOHLL, {N(1), END}, NULL, 0x0100000000000000},
	{DIF_SUBR_GETF, {N(3), END}, NULL, (int64_t)FAKE_KERNEL},
	{DIF_SUBR_GETF, {N(5), END}, NULL, 0},
	{DIF_SUBR_GETMAJOR, {N((8 << 20) + 1), END}, NULL, 8},
	{DIF_SUBR_GETMINOR, {N((8 << 20) + 1), END}, NULL, 1},
	{DIF_SUBR_PROGENYOF, {N(1), END}, NULL, 1},
	{DIF_SUBR_PROGENYOF, {N(5), END}, NULL, 0},
	{DIF_SUBR_MUTEX_OWNED, {N(FAKE_KERNEL), END}, NULL, HOST_MUTEX_OWNED + 1},
	{DIF_SUBR_MUTEX_OWNER, {N(FAKE_KERNEL), END}, NULL, HOST_MUTEX_OWNER + 1},
	{DIF_SUBR_MUTEX_TYPE_ADAPTIVE, {N(FAKE_KERNEL), END}, NULL, HOST_MUTEX_ADAPTIVE + 1},
	{DIF_SUBR_MUTEX_TYPE_SPIN, {N(FAKE_KERNEL), END}, NULL, HOST_MUTEX_SPIN + 1},
	{DIF_SUBR_RW_READ_HELD, {N(FAKE_KERNEL), END}, NULL, HOST_RW_READ_HELD + 1},
	{DIF_SUBR_RW_WRITE_HELD, {N(FAKE_KERNEL), END}, NULL, HOST_RW_WRITE_HELD + 1},
	{DIF_SUBR_RW_ISWRITER, {N(FAKE_KERNEL), END}, NULL, HOST_RW_ISWRITER + 1},
	{DIF_SUBR_D_PATH, {N(FAKE_KERNEL), END}, "/fake/path", 0},
	{DIF_SUBR_D_PATH, {N(1), END}, "<unknown>", 0},
	{DIF_SUBR_JSON, {S("{\"a\":1}"), S("a"), END}, "1", 0},
	{DIF_SUBR_JSON,
	 {S(" { \"b\" : [ true , \"x\" ] , \"a\" : \"q\\\"r\" } "), S("a"), END},
	 "q\\\"r",
	 0},
	{DIF_SUBR_JSON,
	 {S("{\"a\":{\"b\":[{\"c\":0},{\"c\":-1.5e3}]}}"), S("a.b[1].c"), END},
	 "-1.5e3",
	 0},
	{DIF_SUBR_JSON, {S("[10,20,[30,40]]"), S("[2][1]"), END}, "40", 0},
	{DIF_SUBR_JSON, {S("{\"a\":{\"x\":\"}\"}}"), S("a"), END}, "{\"x\":\"}\"}", 0},
	{DIF_SUBR_JSON, {S("{\"a\":[1,2]}"), S("a"), END}, "[1,2]", 0},
	{DIF_SUBR_JSON, {S("{\"a\":null}"), S("a"), END}, "null", 0},
	{DIF_SUBR_JSON, {S("{\"a\":1}"), S("b"), END}, NULL, 0},
	{DIF_SUBR_JSON, {S("{\"a\":1"), S("b"), END}, NULL, 0},
	{DIF_SUBR_JSON, {S("[1]"), S("[1]"), END}, NULL, 0},
	{DIF_SUBR_JSON, {S("[]"), S("[0]"), END}, NULL, 0},
	{DIF_SUBR_JSON, {S("{\"a\":xyz}"), S("a"), END}, NULL, 0},
	{DIF_SUBR_JSON, {S("{\"a\":\"unended}"), S("a"), END}, NULL, 0},
	{DIF_SUBR_JSON, {S("{\"a\":1}"), S(""), END}, NULL, 0},
	{DIF_SUBR_JSON, {S("{\"a\":1}"), S("a.b"), END}, NULL, 0},
	{DIF_SUBR_JSON, {S("[1,2]"), S("[99999999999]"), END}, NULL, 0},
	{DIF_SUBR_JSON, {S(""), S("a"), END}, NULL, 0},
};

static void check_row(size_t i)
{
	const struct row *row = &rows[i];
	struct evaluation e;

	call(row->subroutine, row->arguments);
	if (row->text != NULL)
		asm_string_result(&a);
	e = evaluate(&a);
	if (e.fault != -1)
		fail_msg("row %zu: fault %ld", i, (long)e.fault);
	if (row->text != NULL && strcmp(e.text, row->text) != 0)
		fail_msg("row %zu: \"%s\" instead of \"%s\"", i, e.text, row->text);
	if (row->text == NULL && (int64_t)e.value != row->number)
		fail_msg("row %zu: %ld instead of %ld", i, (long)e.value, (long)row->number);
}

static void test_rows(void **unused)
{
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		check_row(i);
}

/* --- faults ------------------------------------------------------------ */

static struct evaluation result_of(unsigned int subroutine, struct value x, struct value y,
				   struct value z)
{
	struct value arguments[4] = {x, y, z, END};

	call(subroutine, arguments);
	return evaluate(&a);
}

static void fault_of(unsigned int subroutine, struct value x, struct value y, struct value z,
		     int fault)
{
	struct evaluation e = result_of(subroutine, x, y, z);

	if (e.fault != fault)
		fail_msg("subroutine %u: fault %ld instead of %d", subroutine, (long)e.fault,
			 fault);
	assert_false(e.fired && fault >= 0);
}

#define V(n)	((struct value)N(n))
#define T(t)	((struct value)S(t))
#define NOTHING ((struct value)END)

static void test_faults(void **unused)
{
	fault_of(DIF_SUBR_STRLEN, V(16), NOTHING, NOTHING, DTRACEFLT_BADADDR);
	fault_of(DIF_SUBR_STRLEN, V(0), NOTHING, NOTHING, DTRACEFLT_BADADDR);
	fault_of(DIF_SUBR_STRJOIN, V(0), T("x"), NOTHING, DTRACEFLT_BADADDR);
	fault_of(DIF_SUBR_STRJOIN, T("x"), V(0), NOTHING, DTRACEFLT_BADADDR);
	fault_of(DIF_SUBR_STRSTR, V(0), T("x"), NOTHING, DTRACEFLT_BADADDR);
	fault_of(DIF_SUBR_STRLEN, NOTHING, NOTHING, NOTHING, DTRACEFLT_ILLOP);
	fault_of(DIF_SUBR_LLTOSTR, V(1), V(1), NOTHING, DTRACEFLT_ILLOP);
	fault_of(DIF_SUBR_LLTOSTR, V(1), V(37), NOTHING, DTRACEFLT_ILLOP);
	fault_of(DIF_SUBR_STRTOLL, T("1"), V(0), NOTHING, DTRACEFLT_ILLOP);
	fault_of(DIF_SUBR_INET_NTOP, V(99), V(FAKE_KERNEL), NOTHING, DTRACEFLT_ILLOP);
	fault_of(DIF_SUBR_GETF, V(4), NOTHING, NOTHING, DTRACEFLT_ILLOP);
	fault_of(DIF_SUBR_INET_NTOP, V(2), V(8), NOTHING, DTRACEFLT_BADADDR);
	fault_of(DIF_SUBR_LINK_NTOP, V(99), V(FAKE_KERNEL), NOTHING, DTRACEFLT_ILLOP);
	fault_of(DIF_SUBR_MUTEX_OWNED, V(8), NOTHING, NOTHING, DTRACEFLT_ILLOP);
	fault_of(DIF_SUBR_BCOPY, V(FAKE_KERNEL), V(FAKE_KERNEL), V(1), DTRACEFLT_BADADDR);
	fault_of(DIF_SUBR_COPYIN, V(8), V(4), NOTHING, DTRACEFLT_BADADDR);
	fault_of(DIF_SUBR_COPYIN, V(FAKE_USER), V(1 << 24), NOTHING, DTRACEFLT_NOSCRATCH);
	fault_of(DIF_SUBR_COPYINSTR, V(8), NOTHING, NOTHING, DTRACEFLT_BADADDR);
	fault_of(DIF_SUBR_COPYINTO, V(FAKE_USER), V(4), V(FAKE_KERNEL), DTRACEFLT_BADADDR);
	fault_of(DIF_SUBR_MEMSTR, V(FAKE_KERNEL), V('.'), V(5000), DTRACEFLT_ILLOP);
	fault_of(DIF_SUBR_ALLOCA, V(-1), NOTHING, NOTHING, DTRACEFLT_NOSCRATCH);
	fault_of(DIF_SUBR_ALLOCA, V(0), NOTHING, NOTHING, -1);
}

static void test_strjoin_overflow(void **unused)
{
	evaluation_strsize = 8;
	fault_of(DIF_SUBR_STRJOIN, T("abcd"), T("efg"), NOTHING, -1);
	fault_of(DIF_SUBR_STRJOIN, T("abcd"), T("efgh"), NOTHING, DTRACEFLT_NOSCRATCH);
	evaluation_strsize = 0;
}

/* Strings longer than strsize are cut, however small it is. */
static void test_small_strsize(void **unused)
{
	static const unsigned int all[] = {DIF_SUBR_BASENAME, DIF_SUBR_DIRNAME, DIF_SUBR_CLEANPATH,
					   DIF_SUBR_TOUPPER, DIF_SUBR_LLTOSTR};
	size_t i;

	for (evaluation_strsize = 1; evaluation_strsize < 12; evaluation_strsize++) {
		for (i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
			struct value arguments[2] = {S("/usr/share/dict/words"), END};
			struct evaluation e;

			call(all[i], arguments);
			asm_string_result(&a);
			e = evaluate(&a);
			assert_int_equal(e.fault, -1);
			assert_true(strlen(e.text) < evaluation_strsize);
		}
		assert_int_equal(
			result_of(DIF_SUBR_STRLEN, T("0123456789abcdef"), NOTHING, NOTHING).value,
			evaluation_strsize);
	}
	evaluation_strsize = 0;
}

/* --- results inside the argument --------------------------------------- */

static uint64_t offset_in_argument(unsigned int subroutine, struct value second)
{
	struct evaluation e;

	strcpy((char *)fake.kernel + 64, "foo.bar.baz");
	e = result_of(subroutine, V(FAKE_KERNEL + 64), second, NOTHING);
	assert_int_equal(e.fault, -1);
	return e.value == 0 ? (uint64_t)-1 : e.value - FAKE_KERNEL - 64;
}

static void test_in_place(void **unused)
{
	assert_int_equal(offset_in_argument(DIF_SUBR_STRCHR, V('.')), 3);
	assert_int_equal(offset_in_argument(DIF_SUBR_STRRCHR, V('.')), 7);
	assert_int_equal(offset_in_argument(DIF_SUBR_STRCHR, V('q')), -1);
	assert_int_equal(offset_in_argument(DIF_SUBR_STRCHR, V(0)), 11);
	assert_int_equal(offset_in_argument(DIF_SUBR_STRSTR, T("ba")), 4);
	assert_int_equal(offset_in_argument(DIF_SUBR_STRSTR, T("baz")), 8);
	assert_int_equal(offset_in_argument(DIF_SUBR_STRSTR, T("")), 0);
	assert_int_equal(offset_in_argument(DIF_SUBR_STRSTR, T("bazz")), -1);
}

/* --- memory ------------------------------------------------------------ */

static const char *text_of(unsigned int subroutine, struct value x, struct value y, struct value z)
{
	static struct evaluation e;
	struct value arguments[4] = {x, y, z, END};

	call(subroutine, arguments);
	asm_string_result(&a);
	e = evaluate(&a);
	assert_int_equal(e.fault, -1);
	return e.text;
}

static void test_copyin(void **unused)
{
	strcpy((char *)fake.user, "user text");
	assert_string_equal(text_of(DIF_SUBR_COPYINSTR, V(FAKE_USER), NOTHING, NOTHING),
			    "user text");
	assert_string_equal(text_of(DIF_SUBR_COPYINSTR, V(FAKE_USER), V(4), NOTHING), "user");
	assert_string_equal(text_of(DIF_SUBR_COPYINSTR, V(FAKE_USER), V(0), NOTHING), "");
	assert_string_equal(text_of(DIF_SUBR_COPYINSTR, V(FAKE_USER), V(-1), NOTHING), "user text");
	assert_string_equal(text_of(DIF_SUBR_COPYIN, V(FAKE_USER), V(10), NOTHING), "user text");
	memset(fake.kernel, 'k', 8);
	fake.kernel[3] = 0;
	assert_string_equal(text_of(DIF_SUBR_MEMSTR, V(FAKE_KERNEL), V('.'), V(6)), "kkk.kk");
}

/* copyinto(user, 4, x = alloca(8)); bcopy(x, x + 4, 4); *(x as int64) */
static void test_copyinto_and_bcopy(void **unused)
{
	memcpy(fake.user, "ABCD", 4);
	asm_start(&a);
	asm_set(&a, 1, FAKE_USER);
	asm_set(&a, 2, 4);
	asm_set(&a, 3, 8);
	asm_rrr(&a, DIF_OP_PUSHTV, 0, 0, 3);
	asm_wide(&a, DIF_OP_CALL, DIF_SUBR_ALLOCA, 4);
	asm_rrr(&a, DIF_OP_FLUSHTS, 0, 0, 0);
	asm_rrr(&a, DIF_OP_PUSHTV, 0, 0, 1);
	asm_rrr(&a, DIF_OP_PUSHTV, 0, 0, 2);
	asm_rrr(&a, DIF_OP_PUSHTV, 0, 0, 4);
	asm_wide(&a, DIF_OP_CALL, DIF_SUBR_COPYINTO, 5);
	asm_rrr(&a, DIF_OP_FLUSHTS, 0, 0, 0);
	asm_rrr(&a, DIF_OP_PUSHTV, 0, 0, 4);
	asm_rrr(&a, DIF_OP_ADD, 4, 2, 6);
	asm_rrr(&a, DIF_OP_PUSHTV, 0, 0, 6);
	asm_rrr(&a, DIF_OP_PUSHTV, 0, 0, 2);
	asm_wide(&a, DIF_OP_CALL, DIF_SUBR_BCOPY, 5);
	asm_rrr(&a, DIF_OP_LDX, 4, 0, 7);
	asm_ret(&a, 7);
	assert_memory_equal(&(uint64_t){evaluate(&a).value}, "ABCDABCD", 8);
}

static void test_copyout(void **unused)
{
	struct dtrace_state *state = consumer();
	struct dtrace_ioc_enable result;
	struct program *p = program_create();
	struct value arguments[4] = {S("out"), N(FAKE_USER + 16), N(4), END};

	call(DIF_SUBR_COPYOUT, arguments); /* not without -w */
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, program_difo(p, &a), 0);
	assert_int_equal(enable(state, p, &result), -EPERM);
	assert_string_equal(result.message, "Destructive actions not allowed");
	dtrace_state_close(state);

	evaluation_destructive = true;
	assert_int_equal(evaluate(&a).fault, -1);
	assert_string_equal((char *)fake.user + 16, "out");
	arguments[0] = T("other");
	arguments[2] = V(3);
	call(DIF_SUBR_COPYOUTSTR, arguments);
	assert_int_equal(evaluate(&a).fault, -1);
	assert_memory_equal(fake.user + 16, "oth\0", 4); /* the NUL is the old one */
	arguments[1] = V(8);
	call(DIF_SUBR_COPYOUTSTR, arguments);
	assert_int_equal(evaluate(&a).fault, DTRACEFLT_BADADDR);
	evaluation_destructive = false;
}

static void test_memref(void **unused)
{
	struct value arguments[3] = {N(0x1111), N(0x22), END};
	struct evaluation e;
	uint64_t pair[2];

	call(DIF_SUBR_MEMREF, arguments);
	a.result = (struct dif_type){.flags = DIF_TYPE_BYREF, .size = 16};
	e = evaluate(&a);
	memcpy(pair, e.text, sizeof(pair));
	assert_int_equal(pair[0], 0x1111);
	assert_int_equal(pair[1], 0x22);
}

static void test_rand(void **unused)
{
	struct value none[1] = {END};
	uint64_t first;

	call(DIF_SUBR_RAND, none);
	first = evaluate(&a).value;
	assert_int_not_equal(first, evaluate(&a).value);
}

/* --- network ----------------------------------------------------------- */

static const struct {
	uint8_t address[16];
	const char *ntop, *ntoa6;
} addresses[] = {
	{{0}, "::", "::"},
	{{[15] = 1}, "::1", "::1"},
	{{0x20, 0x01, 0x0d, 0xb8, [15] = 1}, "2001:db8::1", "2001:db8::1"},
	{{0xfe, 0x80, [8] = 2, 0x22, 0x33, 0xff, 0xfe, 0x44, 0x55, 0x66},
	 "fe80::222:33ff:fe44:5566",
	 "fe80::222:33ff:fe44:5566"},
	{{0, 1, 0, 0, 0, 2, 0, 0, 0, 0, 0, 3, 0, 0, 0, 4}, "1:0:2::3:0:4", "1:0:2::3:0:4"},
	{{0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 7, 0, 0}, "1:2:3:4:5:6:7:0", "1:2:3:4:5:6:7:0"},
	{{0, 1, 0, 2, 0, 3, 0, 4, 0, 5, 0, 6, 0, 0, 0, 0}, "1:2:3:4:5:6::", "1:2:3:4:5:6::"},
	{{[10] = 0xff, 0xff, 192, 168, 1, 20}, "::ffff:192.168.1.20", "192.168.1.20"},
	{{[12] = 10, 0, 0, 1}, "::10.0.0.1", "10.0.0.1"},
};

static void test_inet(void **unused)
{
	static const uint8_t quad[4] = {127, 0, 0, 255};
	size_t i;

	memcpy(fake.kernel + 4, quad, 4);
	assert_string_equal(text_of(DIF_SUBR_INET_NTOA, V(FAKE_KERNEL + 4), NOTHING, NOTHING),
			    "127.0.0.255");
	assert_string_equal(text_of(DIF_SUBR_INET_NTOP, V(2), V(FAKE_KERNEL + 4), NOTHING),
			    "127.0.0.255");
	for (i = 0; i < sizeof(addresses) / sizeof(addresses[0]); i++) {
		memcpy(fake.kernel, addresses[i].address, 16);
		assert_string_equal(text_of(DIF_SUBR_INET_NTOP, V(10), V(FAKE_KERNEL), NOTHING),
				    addresses[i].ntop);
		assert_string_equal(text_of(DIF_SUBR_INET_NTOA6, V(FAKE_KERNEL), NOTHING, NOTHING),
				    addresses[i].ntoa6);
	}
}

static void test_link_ntop(void **unused)
{
	static const uint8_t bytes[20] = {0, 0x1b, 0x21, 0xab, 0xcd, 0xef};

	memcpy(fake.kernel, bytes, 20);
	assert_string_equal(text_of(DIF_SUBR_LINK_NTOP, V(1), V(FAKE_KERNEL), NOTHING),
			    "00:1b:21:ab:cd:ef");
	assert_int_equal(strlen(text_of(DIF_SUBR_LINK_NTOP, V(32), V(FAKE_KERNEL), NOTHING)), 59);
}

/* --- strtok: between the clauses of one firing, not beyond ------------- */

static uint32_t strtok_difo(struct program *p, const char *text)
{
	asm_start(&a);
	if (text != NULL)
		asm_string(&a, 1, text);
	asm_rrr(&a, DIF_OP_PUSHTR, DIF_KIND_STRING, 0, text != NULL ? 1 : 0);
	asm_string(&a, 2, ", ");
	asm_rrr(&a, DIF_OP_PUSHTR, DIF_KIND_STRING, 0, 2);
	asm_wide(&a, DIF_OP_CALL, DIF_SUBR_STRTOK, 3);
	asm_string_result(&a);
	asm_ret(&a, 3);
	return program_difo(p, &a);
}

static void test_strtok(void **unused)
{
	static const char *const expected[] = {"foo", "bar", "baz"};
	static const char *const text[] = {", foo,bar , baz,", NULL, NULL, NULL, NULL};
	struct dtrace_state *state = consumer();
	struct program *p = program_create();
	struct dtrace_ioc_snapshot snap;
	size_t offset = 0;
	uint8_t *data;
	unsigned int i;

	for (i = 0; i < 5; i++) {
		program_clause(p, i == 4 ? "test:::two" : "test:::one", DOF_NO_SECTION);
		program_action(p, DTRACEACT_DIFEXPR, strtok_difo(p, text[i]), 0);
	}
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	fire(0, 0);
	fire(1, 0);
	data = snapshot(state, 0, false, &snap);
	for (i = 0; i < 3; i++) {
		const struct dtrace_firing_header *header = next_firing(data, &snap, &offset);

		assert_non_null(header);
		assert_string_equal((const char *)(header + 1), expected[i]);
	}
	/* NULL cannot be recorded: at the end of the text, and in another firing. */
	assert_null(next_firing(data, &snap, &offset));
	dtrace_state_close(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_rows, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_faults, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_strjoin_overflow, engine_setup,
						engine_teardown),
		cmocka_unit_test_setup_teardown(test_small_strsize, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_in_place, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_copyin, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_copyinto_and_bcopy, engine_setup,
						engine_teardown),
		cmocka_unit_test_setup_teardown(test_copyout, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_memref, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_rand, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_inet, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_link_ntop, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_strtok, engine_setup, engine_teardown),
	};

	return cmocka_run_group_tests_name("core subr", tests, NULL, NULL);
}
