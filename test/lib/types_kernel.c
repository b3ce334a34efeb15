/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Real kernels' BTF: every type of it. Arguments: directories with a file vmlinux and others for
 * modules, as in /sys/kernel/btf, which is used when none is given. Prints how long the first
 * lookup took.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "types_handle.h"
#include "../../libdtrace/dt_btf.h"

static const char *directory;

static int setup(void **state)
{
	setenv("DTRACE_BTF_DIR", directory, 1);
	*state = types_handle_open(0);
	return 0;
}

static int teardown(void **state)
{
	types_handle_close(*state);
	return 0;
}

static double milliseconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1e3 + now.tv_nsec / 1e6;
}

static struct dt_type *lookup(struct dtrace_hdl *hdl, const char *name)
{
	struct dt_type *type = dt_type_lookup(hdl, NULL, name);

	if (!type)
		fail_msg("no type %s", name);
	return type;
}

static void test_well_known(void **state)
{
	struct dtrace_hdl *hdl = *state;
	double start = milliseconds();
	struct dt_type *task = lookup(hdl, "struct task_struct");
	struct dt_member member;
	struct dt_type *type;
	char name[256];
	int64_t value;

	print_message("# first lookup of a kernel type: %.1f ms\n", milliseconds() - start);
	assert_true(dt_type_size(hdl, task) > 2000 && dt_type_size(hdl, task) % 64 == 0);
	assert_int_equal(dt_type_member(task, "comm", &member), 0);
	assert_string_equal(dt_type_name(member.type, name, sizeof(name)), "char [16]");
	assert_int_equal(dt_type_member(task, "real_parent", &member), 0);
	assert_ptr_equal(dt_type_reference(dt_type_resolve(member.type)), task);
	assert_int_equal(dt_type_member(task, "sched_reset_on_fork", &member), 0);
	assert_int_equal(member.bit_size, 1);
	assert_int_equal(dt_type_size(hdl, lookup(hdl, "struct list_head")), 16);
	assert_int_equal(dt_type_size(hdl, lookup(hdl, "u64")), 8);
	assert_int_equal(dt_type_size(hdl, lookup(hdl, "vmlinux`pid_t")), 4);
	assert_true(dt_type_is_signed(lookup(hdl, "vmlinux`pid_t")));
	assert_int_equal(dt_enumerator_lookup(hdl, "PIDTYPE_SID", &type, &value), 0);
	assert_int_equal(value, 3);
	dt_type_name(dt_function_type(hdl, "vmlinux", "vfs_read"), name, sizeof(name));
	assert_string_equal(name, "ssize_t (struct file *, char *, size_t, loff_t *)");
}

/* A type's name leads back to it, or to a namesake; what stands for no name has anonymous parts. */
static void test_every_name(void **state)
{
	struct dtrace_hdl *hdl = *state;
	struct btf *btf = (struct btf *)dt_container_module(hdl, "vmlinux");
	size_t named = 0, found = 0;
	struct dt_type *type, *again;
	char name[512];
	uint32_t id;

	assert_non_null(btf);
	for (id = 1; id < btf->end_id; id++) {
		type = btf_type_by_id(btf, id);
		dt_type_name(type, name, sizeof(name));
		dt_type_align(type);
		if (!type->name)
			continue;
		named++;
		again = dt_type_lookup(hdl, dt_container_module(hdl, "vmlinux"), name);
		/* Where there are a forward declaration and the whole, the whole is found. */
		if (again && (dt_type_kind(again) == dt_type_kind(type) ||
			      dt_type_kind(type) == DT_KIND_FORWARD))
			found++;
		else
			print_message("# not found again: %s\n", name);
	}
	print_message("# %u types, %zu with a name\n", btf->end_id, named);
	assert_int_equal(named, found);
}

/* No member lies outside of its struct, except what old BTF says of bit-fields' base types. */
static void test_every_member(void **state)
{
	struct dtrace_hdl *hdl = *state;
	struct btf *btf = (struct btf *)dt_container_module(hdl, "vmlinux");
	struct dt_member member;
	struct dt_type *type;
	uint64_t end;
	uint32_t id;
	size_t i;

	for (id = 1; id < btf->end_id; id++) {
		type = btf_type_by_id(btf, id);
		for (i = 0; !dt_type_member_at(type, i, &member); i++) {
			assert_int_not_equal(dt_type_kind(dt_type_resolve(member.type)),
					     DT_KIND_UNKNOWN);
			end = member.bit_offset + (member.bit_size
							   ? member.bit_size
							   : dt_type_size(hdl, member.type) * 8);
			if (end > dt_type_size(hdl, type) * 8)
				fail_msg("type %u, member %s", id, member.name);
		}
	}
}

/* Declared again in D, nearly all structs come out the same; packed and over-aligned ones cannot.
 */
static void test_layout(void **state)
{
	struct dtrace_hdl *hdl = *state;
	struct btf *btf = (struct btf *)dt_container_module(hdl, "vmlinux");
	size_t structs = 0, different = 0, i;
	struct dt_member member, again;
	struct dt_type *type, *copy;
	bool same;
	uint32_t id;

	for (id = 1; id < btf->end_id; id += 7) {
		type = btf_type_by_id(btf, id);
		if (dt_type_kind(type) != DT_KIND_STRUCT && dt_type_kind(type) != DT_KIND_UNION)
			continue;
		copy = dt_type_tagged(hdl, dt_type_kind(type), NULL);
		for (i = 0; !dt_type_member_at(type, i, &member); i++)
			dt_type_add_member(hdl, copy, member.name, member.type,
					   member.bit_size ? (int)member.bit_size : -1);
		dt_type_finish(hdl, copy);
		same = dt_type_size(hdl, copy) == dt_type_size(hdl, type);
		for (i = 0; same && !dt_type_member_at(type, i, &member); i++)
			same = !dt_type_member_at(copy, i, &again) &&
			       member.bit_offset == again.bit_offset;
		structs++;
		different += !same;
	}
	print_message("# %zu structs declared again, %zu differ\n", structs, different);
	assert_true(structs > 500 && different < structs / 20);
}

static void test_print(void **state)
{
	struct dtrace_hdl *hdl = *state;
	struct dt_type *task = lookup(hdl, "struct task_struct");
	size_t size = dt_type_size(hdl, task), i, length;
	unsigned char *data = malloc(size);
	char *text;
	FILE *out = open_memstream(&text, &length);

	srand(1);
	for (i = 0; i < size; i++)
		data[i] = rand();
	setenv("DTRACE_KALLSYMS", "/dev/null", 1);
	dt_print_value(hdl, out, task, data, size);
	fclose(out);
	assert_memory_equal(text, "struct task_struct {\n    ", 25);
	assert_string_equal(text + length - 2, "\n}");
	assert_non_null(strstr(text, "\n    unsigned int sched_reset_on_fork :1 = "));
	assert_null(strstr(text, "..."));
	free(text);
	free(data);
}

static void test_modules(void **state)
{
	struct dtrace_hdl *hdl = *state;
	DIR *dir = opendir(directory);
	struct dirent *entry;
	struct dt_container *container;
	struct dt_type *type;
	struct btf *btf;
	char name[512];
	uint32_t id;

	while ((entry = readdir(dir))) {
		if (*entry->d_name == '.' || !strcmp(entry->d_name, "vmlinux"))
			continue;
		container = dt_container_module(hdl, entry->d_name);
		if (!container)
			fail_msg("module %s", entry->d_name);
		btf = (struct btf *)container;
		for (id = btf->first_id; id < btf->end_id; id++) {
			type = btf_type_by_id(btf, id);
			dt_type_name(type, name, sizeof(name));
			assert_non_null(name);
			dt_type_size(hdl, type);
		}
	}
	closedir(dir);
}

static int run(const char *btf_directory)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_well_known, setup, teardown),
		cmocka_unit_test_setup_teardown(test_every_name, setup, teardown),
		cmocka_unit_test_setup_teardown(test_every_member, setup, teardown),
		cmocka_unit_test_setup_teardown(test_layout, setup, teardown),
		cmocka_unit_test_setup_teardown(test_print, setup, teardown),
		cmocka_unit_test_setup_teardown(test_modules, setup, teardown),
	};

	directory = btf_directory;
	return cmocka_run_group_tests_name(btf_directory, tests, NULL, NULL);
}

int main(int argc, char **argv)
{
	int failed = 0, i;

	for (i = 1; i < argc; i++)
		failed += run(argv[i]);
	if (argc > 1)
		return failed;
	if (!access("/sys/kernel/btf/vmlinux", R_OK))
		return run("/sys/kernel/btf");
	puts("1..0 # SKIP this kernel has no BTF");
	return 0;
}
