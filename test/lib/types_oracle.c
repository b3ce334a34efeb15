/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The compiler as the oracle: its type information on types_oracle.h, read by us, must give the
 * sizes and offsets that the compiler itself uses; and the same structs declared anew in D must be
 * laid out alike. The same tests run on BTF and on DWARF of several versions and compilers.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "types_handle.h"
#include "types_oracle.h"
#include "../../libdtrace/dt_btf.h"

static char symbols_file[] = "/tmp/types_oracle.XXXXXX";

/* One symbol, for function pointers. */
static void fake_symbols(void)
{
	static const char line[] = "ffffffff81000000 T do_it\n";
	int fd;

	strcpy(symbols_file, "/tmp/types_oracle.XXXXXX");
	fd = mkstemp(symbols_file);
	assert_int_equal(write(fd, line, sizeof(line) - 1), sizeof(line) - 1);
	close(fd);
	setenv("DTRACE_KALLSYMS", symbols_file, 1);
	setenv("DTRACE_MODULES", "/dev/null", 1);
}

static struct dt_container *open_input(struct dtrace_hdl *hdl, const char *input, char *why,
				       size_t why_size)
{
	const char *end = strrchr(input, '.');
	void *image;
	size_t size;

	if (strcmp(end, ".btf"))
		return dt_dwarf_open(hdl->types, "vmlinux", input, why, why_size);
	image = dt_read_whole_file(input, 1 << 20, &size, why, why_size);
	return image ? dt_btf_open(hdl->types, "vmlinux", image, size, NULL, why, why_size) : NULL;
}

static int setup(void **state)
{
	struct dtrace_hdl *hdl = types_handle_open(0);
	char why[160];

	hdl->types->kernel = open_input(hdl, *state, why, sizeof(why));
	hdl->types->kernel_tried = true;
	fake_symbols();
	if (!hdl->types->kernel)
		print_error("%s: %s\n", (const char *)*state, why);
	*state = hdl;
	return hdl->types->kernel ? 0 : -1;
}

static int teardown(void **state)
{
	types_handle_close(*state);
	unlink(symbols_file);
	return 0;
}

static uint64_t offset_of(struct dtrace_hdl *hdl, const char *type, const char *member)
{
	struct dt_type *aggregate = dt_type_lookup(hdl, NULL, type);
	struct dt_member found;

	assert_non_null(aggregate);
	if (dt_type_member(aggregate, member, &found))
		fail_msg("%s has no member %s", type, member);
	return found.bit_offset;
}

#define OFFSET(type, member) \
	assert_int_equal(offset_of(hdl, #type, #member), offsetof(type, member) * 8)
#define SIZE(type) \
	assert_int_equal(dt_type_size(hdl, dt_type_lookup(hdl, NULL, #type)), sizeof(type))
#define BITS(type, member)                                                       \
	do {                                                                     \
		type image;                                                      \
		memset(&image, 0, sizeof(image));                                \
		image.member = -1;                                               \
		assert_bits(hdl, #type, #member, (void *)&image, sizeof(image)); \
	} while (0)

/* A bit-field that fills its type may be described as an ordinary member. */
static void assert_bits(struct dtrace_hdl *hdl, const char *type, const char *member,
			const unsigned char *image, size_t size)
{
	uint64_t at = offset_of(hdl, type, member), bits, i;
	struct dt_member found;

	dt_type_member(dt_type_lookup(hdl, NULL, type), member, &found);
	bits = found.bit_size ? found.bit_size : dt_type_size(hdl, found.type) * 8;
	for (i = 0; i < size * 8; i++)
		if ((image[i / 8] >> i % 8 & 1) != (i >= at && i < at + bits))
			fail_msg("%s.%s: bit %zu", type, member, (size_t)i);
}

static void test_offsets(void **state)
{
	struct dtrace_hdl *hdl = *state;

	SIZE(struct oracle_nasty);
	SIZE(oracle_nasty_t);
	SIZE(struct oracle_leaf);
	SIZE(struct oracle_packed);
	SIZE(union oracle_union);
	SIZE(struct oracle_wide);
	SIZE(struct oracle_fields);
	SIZE(enum oracle_color);
	OFFSET(struct oracle_nasty, number);
	OFFSET(struct oracle_nasty, right);
	OFFSET(struct oracle_nasty, text);
	OFFSET(struct oracle_nasty, leaves);
	OFFSET(struct oracle_nasty, handler);
	OFFSET(struct oracle_nasty, counter);
	OFFSET(struct oracle_nasty, grid);
	OFFSET(struct oracle_nasty, huge);
	OFFSET(struct oracle_nasty, names);
	OFFSET(struct oracle_nasty, inner);
	OFFSET(struct oracle_nasty, name);
	OFFSET(struct oracle_nasty, flexible);
	OFFSET(struct oracle_packed, leaf);
	OFFSET(struct oracle_wide, aligned);
	OFFSET(oracle_nasty_t, plain_color);
}

static void test_bit_fields(void **state)
{
	struct dtrace_hdl *hdl = *state;

	BITS(struct oracle_nasty, low);
	BITS(struct oracle_nasty, mid);
	BITS(struct oracle_nasty, level);
	BITS(struct oracle_nasty, color);
	BITS(struct oracle_nasty, on);
	BITS(struct oracle_nasty, bits64);
	BITS(struct oracle_fields, b);
	BITS(struct oracle_fields, c);
	BITS(struct oracle_fields, d);
	BITS(struct oracle_fields, e);
	BITS(struct oracle_fields, f);
	BITS(struct oracle_fields, h);
	BITS(struct oracle_fields, i);
}

static void test_alignment(void **state)
{
	struct dtrace_hdl *hdl = *state;

	assert_int_equal(dt_type_align(dt_type_lookup(hdl, NULL, "struct oracle_nasty")),
			 _Alignof(struct oracle_nasty));
	assert_int_equal(dt_type_align(dt_type_lookup(hdl, NULL, "struct oracle_packed")),
			 _Alignof(struct oracle_packed));
	assert_int_equal(dt_type_align(dt_type_lookup(hdl, NULL, "struct oracle_fields")),
			 _Alignof(struct oracle_fields));
}

static void test_names(void **state)
{
	struct dtrace_hdl *hdl = *state;
	static const char *const rows[][2] = {
		{"handler", "int (*)(struct oracle_nasty *, const char *, ...)"},
		{"later", "struct oracle_later *"},
		{"counter", "const volatile unsigned long *const"},
		{"grid", "float [2][2]"},
		{"names", "char *[4]"},
		{"huge", "long double"},
		{"inner", "struct"},
		{"on", "_Bool"},
		{"flexible", "unsigned long [0]"},
		{"bits64", "unsigned long long"},
	};
	struct dt_type *nasty = dt_type_lookup(hdl, NULL, "struct oracle_nasty");
	struct dt_member member;
	char name[128];
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_int_equal(dt_type_member(nasty, rows[i][0], &member), 0);
		assert_string_equal(dt_type_name(member.type, name, sizeof(name)), rows[i][1]);
	}
	assert_string_equal(
		dt_type_name(dt_type_resolve(dt_type_lookup(hdl, NULL, "oracle_function_t")), name,
			     sizeof(name)),
		"int (oracle_nasty_t *, union oracle_union, unsigned char)");
}

/* Declare the compiler's struct again in D, member by member, and compare. */
static void declare_again(struct dtrace_hdl *hdl, const char *name)
{
	struct dt_type *original = dt_type_lookup(hdl, NULL, name);
	struct dt_type *copy = dt_type_tagged(hdl, dt_type_kind(original), NULL);
	struct dt_member expected, found;
	size_t i;

	for (i = 0; !dt_type_member_at(original, i, &expected); i++)
		assert_int_equal(
			dt_type_add_member(hdl, copy, expected.name, expected.type,
					   expected.bit_size ? (int)expected.bit_size : -1),
			0);
	dt_type_finish(hdl, copy);
	for (i = 0; !dt_type_member_at(original, i, &expected); i++) {
		assert_int_equal(dt_type_member_at(copy, i, &found), 0);
		if (found.bit_offset != expected.bit_offset)
			fail_msg("%s.%s: bit %zu instead of %zu", name, expected.name,
				 (size_t)found.bit_offset, (size_t)expected.bit_offset);
	}
	assert_int_equal(dt_type_size(hdl, copy), dt_type_size(hdl, original));
	assert_int_equal(dt_type_align(copy), dt_type_align(original));
}

static void test_same_layout_in_d(void **state)
{
	declare_again(*state, "struct oracle_fields");
	declare_again(*state, "struct oracle_leaf");
	declare_again(*state, "union oracle_union");
}

/* --- print() ------------------------------------------------------------------------------- */

static const char golden[] =
	"struct oracle_nasty {\n"
	"    char first = 'x'\n"
	"    unsigned int low :3 = 0x5\n"
	"    unsigned int mid :7 = 0x41\n"
	"    signed char level :5 = 0x1f\n"
	"    enum oracle_color color :9 = ORACLE_RED\n"
	"    _Bool on :1 = 0x1\n"
	"    union {\n"
	"        long number = 0x636261\n"
	"        struct {\n"
	"            short left = 0x6261\n"
	"            short right = 0x63\n"
	"        }\n"
	"        char [12] text = [ \"abc\" ]\n"
	"    }\n"
	"    struct oracle_leaf [3] leaves = [\n"
	"        {\n"
	"            char tag = '\\''\n"
	"            double weight = +1.5000000e+00\n"
	"        },\n"
	"        {\n"
	"            char tag = '\\0'\n"
	"            double weight = -2.0000000e+10\n"
	"        },\n"
	"        {\n"
	"            char tag = '\\377'\n"
	"            double weight = +0.0000000e+00\n"
	"        }\n"
	"    ]\n"
	"    int (*)(struct oracle_nasty *, const char *, ...) handler = vmlinux`do_it+0x10\n"
	"    struct oracle_later *later = 0xffff888000000000\n"
	"    const volatile unsigned long *const counter = 0\n"
	"    float [2][2] grid = [ [ +0.0000000e+00, +1.0000000e+00 ], [ +0.0000000e+00, -3.2500000e+00 ] ]\n"
	"    long double huge = +1.0000000e+100\n"
	"    unsigned long long bits64 :47 = 0x7ffffffffff1\n"
	"    char *[4] names = [ 0, 0x1234, 0, 0 ]\n"
	"    struct inner = {\n"
	"        unsigned char a = 0x7\n"
	"        unsigned short b = 0xffff\n"
	"    }\n"
	"    enum oracle_color plain_color = ORACLE_BLUE\n"
	"    char [16] name = [ 'f', 'u', 'l', 'l', ' ', 'o', 'f', ' ', 'l', 'e', 't', 't', 'e', 'r', 's', '!' ]\n"
	"    unsigned long [0] flexible = [ ]\n"
	"}";

static const struct oracle_nasty sample = {
	.first = 'x',
	.low = 5,
	.mid = 0x41,
	.level = -1,
	.color = ORACLE_RED,
	.on = 1,
	.text = "abc",
	.leaves = {{'\'', 1.5}, {0, -2e10}, {-1, 0}},
	.handler = (void *)0xffffffff81000010,
	.later = (void *)0xffff888000000000,
	.grid = {{0, 1}, {0, -3.25}},
	.huge = 1e100L,
	.bits64 = 0x7ffffffffff1,
	.names = {NULL, (void *)0x1234},
	.inner = {7, 0xffff},
	.plain_color = ORACLE_BLUE,
	.name = "full of letters!",
};

static char *printed(struct dtrace_hdl *hdl, const char *type, const void *data, size_t size)
{
	static char text[8192];
	FILE *out = fmemopen(text, sizeof(text), "w");
	struct dt_type *found = dt_type_lookup(hdl, NULL, type);

	assert_non_null(found);
	dt_print_value(hdl, out, found, data, size);
	fclose(out);
	return text;
}

static void test_print_struct(void **state)
{
	assert_string_equal(printed(*state, "struct oracle_nasty", &sample, sizeof(sample)),
			    golden);
}

/*
 * The name of a typedef is kept; what is cut off shows as dots, and nothing behind the data is
 * read.
 */
static void test_print_cut(void **state)
{
	struct dtrace_hdl *hdl = *state;
	size_t size = offsetof(struct oracle_nasty, leaves) + sizeof(struct oracle_leaf) + 1;
	char *data = malloc(size), *text;

	memcpy(data, &sample, size);
	text = printed(hdl, "oracle_nasty_t", data, size);
	free(data);
	assert_non_null(strstr(text, "oracle_nasty_t {\n"));
	assert_non_null(strstr(text, "        {\n            char tag = '\\0'\n            ...\n"
				     "        },\n        ...\n    ]\n    ...\n}"));
}

static void test_print_scalars(void **state)
{
	struct dtrace_hdl *hdl = *state;
	int number = -1;
	char text[8] = "a\"b\n";
	uint64_t address = 0xffffffff81000000;

	assert_string_equal(printed(hdl, "int", &number, 4), "int 0xffffffff");
	assert_string_equal(printed(hdl, "uint16_t", &number, 2), "uint16_t 0xffff");
	assert_string_equal(printed(hdl, "char", text, 1), "char 'a'");
	assert_string_equal(printed(hdl, "char [8]", text, 8), "char [8] \"a\\\"b\\012\"");
	assert_string_equal(printed(hdl, "string", "foo", 4), "string \"foo\"");
	assert_string_equal(printed(hdl, "char *", &address, 8), "char *0xffffffff81000000");
	assert_string_equal(printed(hdl, "int (*)(void)", &address, 8), "int (*)() vmlinux`do_it");
	assert_string_equal(printed(hdl, "enum oracle_color", &number, 4),
			    "enum oracle_color ORACLE_GREEN");
	number = 55;
	assert_string_equal(printed(hdl, "enum oracle_color", &number, 4),
			    "enum oracle_color 0x37");
	assert_string_equal(printed(hdl, "int", &number, 2), "int ...");
	assert_string_equal(printed(hdl, "struct oracle_later *", &address, 4),
			    "struct oracle_later *...");
}

/* --- every test with every input ----------------------------------------------------------- */

static const struct CMUnitTest tests[] = {
	cmocka_unit_test(test_offsets),		 cmocka_unit_test(test_bit_fields),
	cmocka_unit_test(test_alignment),	 cmocka_unit_test(test_names),
	cmocka_unit_test(test_same_layout_in_d), cmocka_unit_test(test_print_struct),
	cmocka_unit_test(test_print_cut),	 cmocka_unit_test(test_print_scalars),
};

#define TESTS (sizeof(tests) / sizeof(tests[0]))

int main(void)
{
	static char *const inputs[] = {ORACLE_INPUTS};
	enum {
		INPUTS = sizeof(inputs) / sizeof(inputs[0])
	};
	static struct CMUnitTest all[INPUTS * TESTS];
	static char names[INPUTS * TESTS][64];
	size_t i;

	for (i = 0; i < INPUTS * TESTS; i++) {
		snprintf(names[i], sizeof(names[i]), "%s %s", strrchr(inputs[i / TESTS], '_') + 1,
			 tests[i % TESTS].name);
		all[i] = tests[i % TESTS];
		all[i].name = names[i];
		all[i].setup_func = setup;
		all[i].teardown_func = teardown;
		all[i].initial_state = inputs[i / TESTS];
	}
	return cmocka_run_group_tests_name("types_oracle", all, NULL, NULL);
}
