/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * DWARF beyond what types_oracle.c compares: functions, variables, enumerators, C++, the kernel
 * from a debug file, and damaged files.
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

static const char *name_of(struct dt_type *type)
{
	static char name[256];

	assert_non_null(type);
	return dt_type_name(type, name, sizeof(name));
}

static void test_file(void **state)
{
	struct dtrace_hdl *hdl = *state;
	struct dt_container *file = dt_container_file(hdl, ORACLE_PROGRAM);
	struct dt_type *type, *function;
	int64_t value;

	assert_non_null(file);
	assert_ptr_equal(dt_container_file(hdl, ORACLE_PROGRAM), file);
	assert_string_equal(dt_container_name(file), ORACLE_PROGRAM);
	function = dt_container_function(file, "oracle_call");
	assert_string_equal(name_of(function), "int (struct oracle_nasty *, const char *, ...)");
	assert_true(dt_function_variadic(function));
	assert_string_equal(name_of(dt_container_variable(file, "oracle_matrix")), "int [2][3][4]");
	assert_string_equal(name_of(dt_container_variable(file, "oracle_typedef_variable")),
			    "oracle_nasty_t *");
	assert_null(dt_container_function(file, "oracle_matrix"));
	assert_null(dt_container_variable(file, "nothing"));
	assert_null(dt_container_function(dt_container_d(hdl), "oracle_call"));
	/* Only where it is asked for. */
	assert_null(dt_type_lookup(hdl, NULL, "struct oracle_nasty"));
	assert_non_null(dt_type_lookup(hdl, file, "struct oracle_nasty **"));
	type = dt_type_lookup(hdl, file, "struct oracle_later");
	assert_int_equal(dt_type_kind(type), DT_KIND_FORWARD);
	assert_int_equal(file == dt_container_d(hdl), 0);
	assert_int_equal(dt_enumerator_lookup(hdl, "ORACLE_BLUE", &type, &value), -1);
}

static void test_refused(void **state)
{
	assert_null(dt_container_file(*state, "/nonexistent"));
	assert_null(dt_container_file(*state, "/etc/passwd"));
	assert_null(dt_container_file(*state, "/"));
}

/* A kernel without BTF. */
static void test_kernel(void **state)
{
	struct dtrace_hdl *hdl;
	struct dt_type *type;
	int64_t value;

	setenv("DTRACE_BTF_DIR", "/nonexistent", 1);
	setenv("DTRACE_KERNEL_DEBUG", ORACLE_PROGRAM, 1);
	hdl = types_handle_open(0);
	assert_non_null(dt_type_lookup(hdl, NULL, "struct oracle_nasty"));
	assert_null(dt_types_problem(hdl));
	type = dt_symbol_type(hdl, &(struct dt_symbol){"vmlinux", "oracle_packed_variable", 0, 0});
	assert_string_equal(name_of(type), "struct oracle_packed");
	assert_int_equal(dt_enumerator_lookup(hdl, "ORACLE_BLUE", &type, &value), 0);
	assert_int_equal(value, 100);
	assert_int_equal(dt_enumerator_lookup(hdl, "ORACLE_ANONYMOUS", &type, &value), 0);
	assert_int_equal(value, 77);
	assert_int_equal(dt_enumerator_lookup(hdl, "ORACLE_RED", &type, &value), 0);
	assert_int_equal(value, -2);
	assert_null(dt_container_module(hdl, "ext4"));
	types_handle_close(hdl);
	setenv("DTRACE_KERNEL_DEBUG", "/nonexistent", 1);
	hdl = types_handle_open(0);
	assert_null(dt_type_lookup(hdl, NULL, "struct oracle_nasty"));
	assert_non_null(strstr(dt_types_problem(hdl), "/nonexistent/vmlinux"));
	types_handle_close(hdl);
}

static void test_this_program(void **state)
{
	struct dtrace_hdl *hdl = *state;
	struct dt_container *self = dt_container_file(hdl, "/proc/self/exe");
	struct dt_type *type;
	struct dt_member member;

	assert_non_null(self);
	type = dt_type_lookup(hdl, self, "struct dt_type");
	assert_int_equal(dt_type_size(hdl, type), sizeof(struct dt_type));
	assert_int_equal(dt_type_align(type), _Alignof(struct dt_type));
	assert_int_equal(dt_type_member(type, "parameters", &member), 0);
	assert_int_equal(member.bit_offset, offsetof(struct dt_type, parameters) * 8);
	assert_string_equal(name_of(member.type), "struct dt_type **");
	type = dt_container_function(self, "dt_type_lookup");
	assert_string_equal(name_of(type), "struct dt_type *(struct dtrace_hdl *, "
					   "struct dt_container *, const char *)");
}

/* Damaged debugging information is refused or gives some answer. */
static void test_damaged(void **state)
{
	static char path[] = "/tmp/types_dwarf.XXXXXX";
	char why[128], name[256];
	struct dt_container *file;
	struct dtrace_hdl *hdl;
	struct dt_member member;
	struct dt_type *type;
	size_t size, i;
	unsigned char *image = dt_read_whole_file(ORACLE_PROGRAM, 1 << 20, &size, why, sizeof(why));
	unsigned char saved;
	FILE *out;

	assert_non_null(image);
	close(mkstemp(path));
	for (i = 64; i < size; i += 13) {
		saved = image[i];
		image[i] ^= 1u << i % 8;
		out = fopen(path, "w");
		assert_int_equal(fwrite(image, 1, size, out), size);
		fclose(out);
		image[i] = saved;
		hdl = types_handle_open(DTRACE_O_NOSYS);
		file = dt_container_file(hdl, path);
		type = file ? dt_type_lookup(hdl, file, "struct oracle_nasty") : NULL;
		if (type) {
			dt_type_member(type, "nothing", &member);
			dt_type_name(type, name, sizeof(name));
			dt_type_align(type);
		}
		if (file && dt_container_function(file, "oracle_call"))
			dt_type_name(dt_container_function(file, "oracle_call"), name,
				     sizeof(name));
		types_handle_close(hdl);
	}
	unlink(path);
	free(image);
}

int main(void)
{
	const struct CMUnitTest all[] = {
		cmocka_unit_test_setup_teardown(test_file, setup, teardown),
		cmocka_unit_test_setup_teardown(test_refused, setup, teardown),
		cmocka_unit_test(test_kernel),
		cmocka_unit_test_setup_teardown(test_this_program, setup, teardown),
		cmocka_unit_test(test_damaged),
	};

	return cmocka_run_group_tests_name("types_dwarf", all, NULL, NULL);
}
