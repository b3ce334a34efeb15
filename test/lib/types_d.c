/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The D container: intrinsic types, names and their parsing, declarations and their layout. Layouts
 * are compared with the C compiler's own for the same declarations.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <string.h>
#include <cmocka.h>

#include "types_handle.h"

static int setup(void **state)
{
	*state = types_handle_open(DTRACE_O_NOSYS);
	return 0;
}

static int teardown(void **state)
{
	types_handle_close(*state);
	return 0;
}

static struct dt_type *lookup(struct dtrace_hdl *hdl, const char *name)
{
	struct dt_type *type = dt_type_lookup(hdl, NULL, name);

	if (!type)
		fail_msg("no type \"%s\"", name);
	return type;
}

/* --- names -------------------------------------------------------------------------------------
 */

static void test_intrinsics(void **state)
{
	struct dtrace_hdl *hdl = *state;
	static const struct {
		const char *name;
		unsigned int size;
		bool is_signed;
	} rows[] = {
		{"char", 1, true},
		{"unsigned char", 1, false},
		{"short int", 2, true},
		{"int", 4, true},
		{"unsigned", 4, false},
		{"long", 8, true},
		{"unsigned long long int", 8, false},
		{"long long", 8, true},
		{"_Bool", 1, false},
		{"bool", 1, false},
		{"int8_t", 1, true},
		{"uint16_t", 2, false},
		{"int32_t", 4, true},
		{"uint64_t", 8, false},
		{"intptr_t", 8, true},
		{"uintptr_t", 8, false},
		{"size_t", 8, false},
		{"ssize_t", 8, true},
		{"uchar_t", 1, false},
		{"ushort_t", 2, false},
		{"uint_t", 4, false},
		{"ulong_t", 8, false},
		{"longlong_t", 8, true},
		{"u_longlong_t", 8, false},
		{"ptrdiff_t", 8, true},
		{"id_t", 4, true},
		{"pid_t", 4, true},
		{"uid_t", 4, false},
		{"gid_t", 4, false},
	};
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct dt_type *type = lookup(hdl, rows[i].name);

		assert_true(dt_type_is_integer(type));
		assert_int_equal(dt_type_size(hdl, type), rows[i].size);
		assert_int_equal(dt_type_bits(type), rows[i].size * 8);
		assert_int_equal(dt_type_is_signed(type), rows[i].is_signed);
		assert_int_equal(dt_type_align(type), rows[i].size);
	}
	for (i = 0; i < DT_INTRINSIC_MAX; i++)
		assert_non_null(dt_intrinsic(hdl, i));
	assert_int_equal(dt_type_size(hdl, dt_intrinsic(hdl, DT_STRING)), 256);
	assert_int_equal(dt_type_size(hdl, dt_intrinsic(hdl, DT_VOID)), 0);
	assert_true(dt_type_is_string_like(lookup(hdl, "char *")));
	assert_true(dt_type_is_string_like(lookup(hdl, "const char [4]")));
	assert_true(dt_type_is_string_like(lookup(hdl, "string")));
	assert_false(dt_type_is_string_like(lookup(hdl, "int *")));
	assert_true(dt_type_is_bool(lookup(hdl, "bool")));
	assert_false(dt_type_is_char(lookup(hdl, "bool")));
	assert_true(dt_type_is_char(lookup(hdl, "uint8_t")));
}

/* Each name parses to a type whose name is the second column. */
static void test_names_round_trip(void **state)
{
	struct dtrace_hdl *hdl = *state;
	static const char *const rows[][2] = {
		{"long unsigned int", "unsigned long"},
		{"int long unsigned long", "unsigned long long"},
		{"signed", "int"},
		{"char*", "char *"},
		{"char const *", "const char *"},
		{"char *const", "char *const"},
		{"const volatile int*const*", "const volatile int *const *"},
		{"int(*)(struct box*, ...)", "int (*)(struct box *, ...)"},
		{"int (*)( void )", "int (*)()"},
		{"void (*(*)(int))(char *)", "void (*(*)(int))(char *)"},
		{"char [16]", "char [16]"},
		{"int [2][3]", "int [2][3]"},
		{"char *[4]", "char *[4]"},
		{"char (*)[4]", "char (*)[4]"},
		{"struct box", "struct box"},
		{"struct box **", "struct box **"},
		{"D`struct box", "struct box"},
		{"struct D`box *", "struct box *"},
		{"box_t*", "box_t *"},
		{"C`box_t", "box_t"},
		{"`box_t", "box_t"},
		{"long double", "long double"},
		{"__int128 unsigned", "unsigned __int128"},
		{"string", "string"},
	};
	struct dt_type *box = dt_type_tagged(hdl, DT_KIND_STRUCT, "box");
	char name[128];
	size_t i;

	dt_type_typedef(hdl, "box_t", box);
	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct dt_type *type = lookup(hdl, rows[i][0]), *again;

		assert_string_equal(dt_type_name(type, name, sizeof(name)), rows[i][1]);
		again = lookup(hdl, name);
		assert_true(dt_type_same(type, again));
	}
}

static void test_names_refused(void **state)
{
	struct dtrace_hdl *hdl = *state;
	static const char *const rows[] = {
		"",
		"*",
		"short double",
		"unsigned float",
		"long long long",
		"signed unsigned",
		"struct",
		"struct nosuch",
		"nosuch_t",
		"int int",
		"int )",
		"int (*",
		"int (*)(",
		"int [",
		"int [x]",
		"nomodule`int_t",
		"../etc/passwd`x",
		"struct 3x",
		"int *x",
		"void void",
		"int (*)(nosuch)",
		"char [2",
		"vmlinux`pid_t",
	};
	char *deep = test_calloc(1, 3000);
	size_t i;

	for (i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		if (dt_type_lookup(hdl, NULL, rows[i]))
			fail_msg("\"%s\" is a type", rows[i]);
	strcpy(deep, "int ");
	for (i = 0; i < 400; i++)
		strcat(deep, "(*");
	assert_null(dt_type_lookup(hdl, NULL, deep));
	memset(deep, '*', 2999);
	memcpy(deep, "int ", 4);
	assert_null(dt_type_lookup(hdl, NULL, deep));
	test_free(deep);
}

/* A buffer too small cuts the name, and nothing is written behind it. */
static void test_name_is_cut(void **state)
{
	struct dtrace_hdl *hdl = *state;
	char name[8] = "1234567";

	dt_type_name(lookup(hdl, "unsigned long long *"), name, 6);
	assert_string_equal(name, "unsig");
	assert_int_equal(name[6], '7');
}

static void test_pointers_are_shared(void **state)
{
	struct dtrace_hdl *hdl = *state;
	struct dt_type *type = dt_intrinsic(hdl, DT_INT);

	assert_ptr_equal(dt_type_pointer(hdl, type), dt_type_pointer(hdl, type));
	assert_ptr_equal(lookup(hdl, "int *"), dt_type_pointer(hdl, type));
	assert_ptr_equal(lookup(hdl, "char *"), dt_intrinsic(hdl, DT_CHAR_POINTER));
}

/* --- declarations -------------------------------------------------------------------------- */

static void test_tags(void **state)
{
	struct dtrace_hdl *hdl = *state;
	struct dt_type *forward = dt_type_tagged(hdl, DT_KIND_FORWARD, "node"), *node;
	struct dt_type *pointer = dt_type_pointer(hdl, forward);
	struct dt_member member;

	assert_false(dt_type_complete(forward));
	assert_ptr_equal(lookup(hdl, "struct node"), forward);
	node = dt_type_tagged(hdl, DT_KIND_STRUCT, "node");
	assert_ptr_equal(node, forward);
	assert_int_equal(dt_type_kind(forward), DT_KIND_STRUCT);
	assert_int_equal(dt_type_add_member(hdl, node, "next", pointer, -1), 0);
	assert_int_equal(dt_type_add_member(hdl, node, "value", lookup(hdl, "int"), -1), 0);
	assert_int_equal(dt_type_add_member(hdl, node, "next", pointer, -1), -1);
	dt_type_finish(hdl, node);
	assert_true(dt_type_complete(node));
	assert_int_equal(dt_type_size(hdl, node), 16);
	assert_int_equal(dt_type_member(dt_type_reference(pointer), "value", &member), 0);
	assert_int_equal(member.bit_offset, 64);
	assert_null(dt_type_lookup(hdl, NULL, "union node"));
	assert_ptr_equal(dt_type_lookup_tag(hdl, NULL, DT_KIND_STRUCT, "node"), node);
	assert_null(dt_type_lookup_tag(hdl, NULL, DT_KIND_TYPEDEF, "node"));
	/* A finished type is left alone: another declaration of the tag is another type. */
	assert_ptr_not_equal(dt_type_tagged(hdl, DT_KIND_STRUCT, "node"), node);
	assert_int_equal(dt_type_size(hdl, node), 16);
}

static void test_enums(void **state)
{
	struct dtrace_hdl *hdl = *state;
	struct dt_type *color = dt_type_tagged(hdl, DT_KIND_ENUM, "color"), *found, *wide;
	struct dt_enumerator enumerator;
	int64_t value;

	assert_int_equal(dt_type_add_enumerator(hdl, color, "RED", -1), 0);
	assert_int_equal(dt_type_add_enumerator(hdl, color, "GREEN", 7), 0);
	assert_int_equal(dt_type_add_enumerator(hdl, color, "RED", 3), -1);
	dt_type_finish(hdl, color);
	assert_int_equal(dt_type_size(hdl, color), 4);
	assert_true(dt_type_is_signed(color));
	assert_int_equal(dt_enumerator_lookup(hdl, "GREEN", &found, &value), 0);
	assert_ptr_equal(found, color);
	assert_int_equal(value, 7);
	assert_int_equal(dt_enumerator_lookup(hdl, "BLUE", &found, &value), -1);
	assert_string_equal(dt_enum_name(color, -1), "RED");
	assert_null(dt_enum_name(color, 2));
	assert_int_equal(dt_enumerator_count(color), 2);
	assert_int_equal(dt_enumerator_at(color, 1, &enumerator), 0);
	assert_string_equal(enumerator.name, "GREEN");
	assert_int_equal(dt_enumerator_at(color, 2, &enumerator), -1);
	wide = dt_type_tagged(hdl, DT_KIND_ENUM, NULL);
	assert_int_equal(dt_type_add_enumerator(hdl, wide, "HUGE_ONE", INT64_C(1) << 40), 0);
	dt_type_finish(hdl, wide);
	assert_int_equal(dt_type_size(hdl, wide), 8);
	assert_int_equal(dt_enumerator_lookup(hdl, "HUGE_ONE", &found, &value), 0);
	assert_int_equal(value, INT64_C(1) << 40);
}

/* The same member in an anonymous union and beside it is one too many. */
static void test_anonymous(void **state)
{
	struct dtrace_hdl *hdl = *state;
	struct dt_type *outer = dt_type_tagged(hdl, DT_KIND_STRUCT, "outer");
	struct dt_type *inner = dt_type_tagged(hdl, DT_KIND_UNION, "");
	struct dt_member member;

	dt_type_add_member(hdl, inner, "a", lookup(hdl, "long"), -1);
	dt_type_add_member(hdl, inner, "b", lookup(hdl, "char"), -1);
	dt_type_finish(hdl, inner);
	assert_int_equal(dt_type_add_member(hdl, outer, "x", lookup(hdl, "char"), -1), 0);
	assert_int_equal(dt_type_add_member(hdl, outer, "", inner, -1), 0);
	assert_int_equal(dt_type_add_member(hdl, outer, "b", lookup(hdl, "int"), -1), -1);
	assert_int_equal(dt_type_add_member(hdl, outer, NULL, inner, -1), -1);
	dt_type_finish(hdl, outer);
	assert_int_equal(dt_type_size(hdl, outer), 16);
	assert_int_equal(dt_type_member(outer, "b", &member), 0);
	assert_int_equal(member.bit_offset, 64);
	assert_int_equal(dt_type_member_count(outer), 2);
	assert_int_equal(dt_type_member_at(outer, 1, &member), 0);
	assert_string_equal(member.name, "");
	assert_int_equal(dt_type_member(outer, "", &member), -1);
}

/* --- layout against the compiler ----------------------------------------------------------- */

struct field {
	const char *type, *name;
	int bits;
};

/* A member's place is found by setting all its bits in a zeroed struct: works for bit-fields too.
 */
static void check_field(struct dtrace_hdl *hdl, struct dt_type *aggregate, const char *name,
			const unsigned char *image, size_t size)
{
	struct dt_member member;
	uint64_t first = 0, count = 0, i, bits;

	for (i = 0; i < size * 8; i++) {
		if (!(image[i / 8] >> i % 8 & 1))
			continue;
		if (!count++)
			first = i;
	}
	assert_int_equal(dt_type_member(aggregate, name, &member), 0);
	bits = member.bit_size ? member.bit_size : dt_type_size(hdl, member.type) * 8;
	if (member.bit_offset != first || bits != count)
		fail_msg("%s: at bit %llu, %llu bits; the compiler: %llu, %llu", name,
			 (unsigned long long)member.bit_offset, (unsigned long long)bits,
			 (unsigned long long)first, (unsigned long long)count);
}

static struct dt_type *declare(struct dtrace_hdl *hdl, enum dt_kind kind, const char *tag,
			       const struct field *fields, size_t count)
{
	struct dt_type *aggregate = dt_type_tagged(hdl, kind, tag);
	size_t i;

	for (i = 0; i < count; i++)
		if (dt_type_add_member(hdl, aggregate, fields[i].name, lookup(hdl, fields[i].type),
				       fields[i].bits))
			fail_msg("%s: member %s refused", tag, fields[i].name);
	dt_type_finish(hdl, aggregate);
	return aggregate;
}

#define CHECK(member)                                                           \
	do {                                                                    \
		memset(&image, 0, sizeof(image));                               \
		image.member = -1;                                              \
		check_field(hdl, type, #member, (void *)&image, sizeof(image)); \
	} while (0)
#define DECLARE(kind, tag, ...)                                                      \
	static const struct field fields[] = {__VA_ARGS__};                          \
	struct dt_type *type =                                                       \
		declare(hdl, kind, tag, fields, sizeof(fields) / sizeof(fields[0])); \
	assert_int_equal(dt_type_size(hdl, type), sizeof(image));                    \
	assert_int_equal(dt_type_align(type), _Alignof(typeof(image)))

static void test_layout_plain(void **state)
{
	struct dtrace_hdl *hdl = *state;
	struct {
		char a;
		short b;
		char c;
		long d;
		char e;
		int f;
		char g;
	} image;
	DECLARE(DT_KIND_STRUCT, "plain", {"char", "a", -1}, {"short", "b", -1}, {"char", "c", -1},
		{"long", "d", -1}, {"char", "e", -1}, {"int", "f", -1}, {"char", "g", -1});
	CHECK(a);
	CHECK(b);
	CHECK(c);
	CHECK(d);
	CHECK(e);
	CHECK(f);
	CHECK(g);
}

static void test_layout_bits(void **state)
{
	struct dtrace_hdl *hdl = *state;
	struct {
		unsigned int a : 3;
		unsigned int b : 30;
		unsigned char c : 4;
		unsigned char d : 5;
		long e : 40;
		short f;
		int g : 1;
		unsigned long h : 63;
	} image;
	DECLARE(DT_KIND_STRUCT, "bits", {"unsigned int", "a", 3}, {"unsigned int", "b", 30},
		{"unsigned char", "c", 4}, {"unsigned char", "d", 5}, {"long", "e", 40},
		{"short", "f", -1}, {"int", "g", 1}, {"unsigned long", "h", 63});
	CHECK(a);
	CHECK(b);
	CHECK(c);
	CHECK(d);
	CHECK(e);
	CHECK(f);
	CHECK(g);
	CHECK(h);
}

static void test_layout_unnamed_bits(void **state)
{
	struct dtrace_hdl *hdl = *state;
	struct {
		char a;
		int : 7;
		unsigned int b : 2;
		int : 0;
		char c;
		unsigned short d : 9;
		long : 0;
		char e;
	} image;
	DECLARE(DT_KIND_STRUCT, "unnamed", {"char", "a", -1}, {"int", "", 7},
		{"unsigned int", "b", 2}, {"int", NULL, 0}, {"char", "c", -1},
		{"unsigned short", "d", 9}, {"long", "", 0}, {"char", "e", -1});
	CHECK(a);
	CHECK(b);
	CHECK(c);
	CHECK(d);
	CHECK(e);
}

/* Only unnamed bit-fields of a wide type: the struct stays aligned to bytes. */
static void test_layout_padding_only(void **state)
{
	struct dtrace_hdl *hdl = *state;
	struct {
		char a;
		long : 5;
		char b;
	} image;
	DECLARE(DT_KIND_STRUCT, "padding", {"char", "a", -1}, {"long", "", 5}, {"char", "b", -1});
	CHECK(a);
	CHECK(b);
}

static void test_layout_union(void **state)
{
	struct dtrace_hdl *hdl = *state;
	union {
		char a;
		unsigned int b : 9;
		short c;
		unsigned long d : 33;
	} image;
	DECLARE(DT_KIND_UNION, "either", {"char", "a", -1}, {"unsigned int", "b", 9},
		{"short", "c", -1}, {"unsigned long", "d", 33});
	CHECK(a);
	CHECK(b);
	CHECK(c);
	CHECK(d);
}

static void test_layout_nested(void **state)
{
	struct dtrace_hdl *hdl = *state;
	struct {
		char lead;
		struct {
			char x;
			int y;
		} pair[3];
		char name[5];
		short tail;
		_Bool flag : 1;
	} image;
	struct dt_type *pair = dt_type_tagged(hdl, DT_KIND_STRUCT, "pair"), *type;

	dt_type_add_member(hdl, pair, "x", lookup(hdl, "char"), -1);
	dt_type_add_member(hdl, pair, "y", lookup(hdl, "int"), -1);
	dt_type_finish(hdl, pair);
	type = dt_type_tagged(hdl, DT_KIND_STRUCT, "nested");
	dt_type_add_member(hdl, type, "lead", lookup(hdl, "char"), -1);
	dt_type_add_member(hdl, type, "pair", dt_type_array(hdl, pair, 3), -1);
	dt_type_add_member(hdl, type, "name", lookup(hdl, "char [5]"), -1);
	dt_type_add_member(hdl, type, "tail", lookup(hdl, "short"), -1);
	dt_type_add_member(hdl, type, "flag", lookup(hdl, "_Bool"), 1);
	dt_type_finish(hdl, type);
	assert_int_equal(dt_type_size(hdl, type), sizeof(image));
	memset(&image, 0, sizeof(image));
	image.flag = 1;
	check_field(hdl, type, "flag", (void *)&image, sizeof(image));
	CHECK(lead);
	CHECK(tail);
}

static void test_layout_refuses(void **state)
{
	struct dtrace_hdl *hdl = *state;
	struct dt_type *type = dt_type_tagged(hdl, DT_KIND_STRUCT, "refuses");

	assert_int_equal(dt_type_add_member(hdl, type, "a", lookup(hdl, "int"), 33), -1);
	assert_int_equal(dt_type_add_member(hdl, type, "a", lookup(hdl, "void"), 1), -1);
	assert_int_equal(dt_type_add_member(hdl, type, "a",
					    dt_type_array(hdl, lookup(hdl, "long"), UINT64_MAX / 8),
					    -1),
			 -1);
	assert_int_equal(dt_type_member_count(type), 0);
}

/* --- compatibility ------------------------------------------------------------------------- */

static void test_same(void **state)
{
	struct dtrace_hdl *hdl = *state;

	assert_true(dt_type_same(lookup(hdl, "pid_t"), lookup(hdl, "int")));
	assert_true(dt_type_same(lookup(hdl, "const int"), lookup(hdl, "int")));
	assert_true(dt_type_same(lookup(hdl, "int (*)(char *)"), lookup(hdl, "int (*)(char *)")));
	assert_false(dt_type_same(lookup(hdl, "int (*)(char *)"), lookup(hdl, "int (*)(long *)")));
	assert_false(dt_type_same(lookup(hdl, "int (*)(int)"), lookup(hdl, "int (*)(int, ...)")));
	assert_false(dt_type_same(lookup(hdl, "int"), lookup(hdl, "unsigned int")));
	assert_false(dt_type_same(lookup(hdl, "int [2]"), lookup(hdl, "int [3]")));
	assert_true(dt_type_pointer_compatible(lookup(hdl, "void *"), lookup(hdl, "int *")));
	assert_true(dt_type_pointer_compatible(lookup(hdl, "char [5]"), lookup(hdl, "char *")));
	assert_false(dt_type_pointer_compatible(lookup(hdl, "int *"), lookup(hdl, "long *")));
	assert_false(dt_type_pointer_compatible(lookup(hdl, "int *"), lookup(hdl, "int")));
}

/* Two handles know nothing of each other. */
static void test_handles_are_apart(void **state)
{
	struct dtrace_hdl *other = types_handle_open(DTRACE_O_NOSYS);

	dt_type_typedef(other, "private_t", dt_intrinsic(other, DT_INT));
	assert_non_null(dt_type_lookup(other, NULL, "private_t"));
	assert_null(dt_type_lookup(*state, NULL, "private_t"));
	types_handle_close(other);
}

static void test_no_kernel(void **state)
{
	struct dtrace_hdl *hdl = *state;

	assert_null(dt_container_module(hdl, "vmlinux"));
	assert_non_null(dt_types_problem(hdl));
	assert_string_equal(dt_container_name(dt_container_d(hdl)), "D");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_intrinsics, setup, teardown),
		cmocka_unit_test_setup_teardown(test_names_round_trip, setup, teardown),
		cmocka_unit_test_setup_teardown(test_names_refused, setup, teardown),
		cmocka_unit_test_setup_teardown(test_name_is_cut, setup, teardown),
		cmocka_unit_test_setup_teardown(test_pointers_are_shared, setup, teardown),
		cmocka_unit_test_setup_teardown(test_tags, setup, teardown),
		cmocka_unit_test_setup_teardown(test_enums, setup, teardown),
		cmocka_unit_test_setup_teardown(test_anonymous, setup, teardown),
		cmocka_unit_test_setup_teardown(test_layout_plain, setup, teardown),
		cmocka_unit_test_setup_teardown(test_layout_bits, setup, teardown),
		cmocka_unit_test_setup_teardown(test_layout_unnamed_bits, setup, teardown),
		cmocka_unit_test_setup_teardown(test_layout_padding_only, setup, teardown),
		cmocka_unit_test_setup_teardown(test_layout_union, setup, teardown),
		cmocka_unit_test_setup_teardown(test_layout_nested, setup, teardown),
		cmocka_unit_test_setup_teardown(test_layout_refuses, setup, teardown),
		cmocka_unit_test_setup_teardown(test_same, setup, teardown),
		cmocka_unit_test_setup_teardown(test_handles_are_apart, setup, teardown),
		cmocka_unit_test_setup_teardown(test_no_kernel, setup, teardown),
	};

	return cmocka_run_group_tests_name("types_d", tests, NULL, NULL);
}
