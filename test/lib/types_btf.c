/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The BTF reader, on images made here: every kind of record, modules on top of a kernel, and images
 * that are wrong in every way a byte can be.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <cmocka.h>

#include "btf_writer.h"
#include "types_walk.h"

/* --- a little kernel ----------------------------------------------------------------------- */

static char dir[] = "/tmp/types_btf.XXXXXX";

static void put_file(const char *name, const void *data, size_t size)
{
	char path[128];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	file = fopen(path, "w");
	assert_non_null(file);
	assert_int_equal(fwrite(data, 1, size, file), size);
	assert_int_equal(fclose(file), 0);
}

static void remove_file(const char *name)
{
	char path[128];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	unlink(path);
}

/*
 * struct box { int count; const char *label; u8 small:3, rest:5; enum color { RED=-1, GREEN=1 }
 * color; union { long l; void *p; }; struct hidden *h; int (*fn)(struct box *, ...); int
 * grid[2][3]; };
 */
static void write_box(struct btf_writer *w, uint32_t int_id)
{
	uint32_t character = writer_int(w, "char", 1, 0); /* plain char, marked unsigned */
	uint32_t u8 = writer_int(w, "unsigned char", 1, 0);
	uint32_t u8_t = writer_type(w, "u8", BTF_TYPEDEF, false, 0, u8);
	uint32_t const_char = writer_type(w, "", BTF_CONST, false, 0, character);
	uint32_t tagged = writer_type(w, "user", BTF_TYPE_TAG, false, 0, const_char);
	uint32_t label = writer_type(w, "", BTF_PTR, false, 0, tagged);
	uint32_t void_pointer = writer_type(w, "", BTF_PTR, false, 0, 0);
	uint32_t wide = writer_int(w, "long unsigned int", 8, 0);
	uint32_t hidden = writer_type(w, "hidden", BTF_FWD, false, 0, 0);
	uint32_t hidden_pointer = writer_type(w, "", BTF_PTR, false, 0, hidden);
	uint32_t color, either, box = w->next_id + 5 + 2, pointer, function, row, grid;

	color = writer_type(w, "color", BTF_ENUM, true, 2, 4);
	writer_word(w, writer_name(w, "RED"));
	writer_word(w, -1);
	writer_word(w, writer_name(w, "GREEN"));
	writer_word(w, 1);
	either = writer_type(w, "", BTF_UNION, false, 2, 8);
	writer_member(w, "l", wide, 0);
	writer_member(w, "p", void_pointer, 0);
	pointer = writer_type(w, "", BTF_PTR, false, 0, box);
	function = writer_type(w, "", BTF_FUNC_PROTO, false, 2, int_id);
	writer_word(w, writer_name(w, "self"));
	writer_word(w, pointer);
	writer_word(w, 0);
	writer_word(w, 0);
	function = writer_type(w, "", BTF_PTR, false, 0, function);
	row = writer_type(w, "", BTF_ARRAY, false, 0, 0);
	writer_word(w, int_id);
	writer_word(w, int_id);
	writer_word(w, 3);
	grid = writer_type(w, "", BTF_ARRAY, false, 0, 0);
	writer_word(w, row);
	writer_word(w, int_id);
	writer_word(w, 2);
	assert_int_equal(writer_type(w, "box", BTF_STRUCT, true, 9, 72), box);
	writer_member(w, "count", int_id, 0);
	writer_member(w, "label", label, 64);
	writer_member(w, "small", u8_t, 3u << 24 | 128);
	writer_member(w, "rest", u8, 5u << 24 | 131);
	writer_member(w, "color", color, 160);
	writer_member(w, "", either, 192);
	writer_member(w, "h", hidden_pointer, 256);
	writer_member(w, "fn", function, 320);
	writer_member(w, "grid", grid, 384);
}

static uint32_t write_kernel(struct btf_writer *w)
{
	uint32_t int_id, proto, box_pointer, id;

	writer_start(w, 1, 0);
	int_id = writer_int(w, "int", 4, BTF_INT_SIGNED);
	write_box(w, int_id);
	box_pointer = writer_type(w, "", BTF_PTR, false, 0, w->next_id - 1);
	proto = writer_type(w, "", BTF_FUNC_PROTO, false, 2, int_id);
	writer_word(w, writer_name(w, "box"));
	writer_word(w, box_pointer);
	writer_word(w, writer_name(w, "value"));
	writer_word(w, int_id);
	writer_type(w, "open_box", BTF_FUNC, false, 1, proto);
	writer_type(w, "pid_t", BTF_TYPEDEF, false, 0, int_id);
	id = writer_type(w, "boxes", BTF_VAR, false, 0, box_pointer);
	writer_word(w, 0);
	writer_type(w, ".data..percpu", BTF_DATASEC, false, 1, 8);
	writer_word(w, id);
	writer_word(w, 0);
	writer_word(w, 8);
	writer_type(w, "note", BTF_DECL_TAG, false, 0, id);
	writer_word(w, -1);
	writer_type(w, "double", BTF_FLOAT, false, 0, 8);
	writer_type(w, "wide", BTF_ENUM64, false, 1, 8);
	writer_word(w, writer_name(w, "WIDE_ONE"));
	writer_word(w, 5);
	writer_word(w, 1);
	id = writer_type(w, "", BTF_VOLATILE, false, 0, int_id);
	writer_type(w, "strict_t", BTF_RESTRICT, false, 0, id);
	return box_pointer;
}

/*
 * A module that adds struct hidden (forward in the kernel) with a pointer to the kernel's box in
 * it.
 */
static void write_module(struct btf_writer *w, const struct btf_writer *kernel,
			 uint32_t box_pointer)
{
	uint32_t proto;

	writer_start(w, kernel->next_id, kernel->names_size);
	writer_type(w, "hidden", BTF_STRUCT, false, 2, 16);
	writer_member(w, "own", 1, 0);
	writer_member(w, "box", box_pointer, 64);
	proto = writer_type(w, "", BTF_FUNC_PROTO, false, 0, 0);
	writer_type(w, "module_function", BTF_FUNC, false, 0, proto);
	writer_type(w, "mod_color", BTF_ENUM, false, 1, 4);
	writer_word(w, writer_name(w, "MOD_BLUE"));
	writer_word(w, 9);
}

static int setup(void **state)
{
	static struct btf_writer kernel, module;
	uint32_t box_pointer = write_kernel(&kernel);
	size_t size;
	void *image;

	if (!mkdtemp(dir))
		return -1;
	image = writer_finish(&kernel, &size);
	put_file("vmlinux", image, size);
	free(image);
	write_module(&module, &kernel, box_pointer);
	image = writer_finish(&module, &size);
	put_file("boxmod", image, size);
	free(image);
	put_file("broken", "not BTF at all, rather prose", 28);
	setenv("DTRACE_BTF_DIR", dir, 1);
	*state = types_handle_open(0);
	return 0;
}

static int teardown(void **state)
{
	types_handle_close(*state);
	remove_file("vmlinux");
	remove_file("boxmod");
	remove_file("broken");
	rmdir(dir);
	return 0;
}

/* --- reading it ---------------------------------------------------------------------------- */

static const char *name_of(struct dt_type *type)
{
	static char name[256];

	assert_non_null(type);
	return dt_type_name(type, name, sizeof(name));
}

static void test_struct(void **state)
{
	struct dtrace_hdl *hdl = *state;
	struct dt_type *box = dt_type_lookup(hdl, NULL, "struct box");
	struct dt_member member;

	assert_non_null(box);
	assert_string_equal(dt_container_name(dt_type_container(box)), "vmlinux");
	assert_int_equal(dt_type_size(hdl, box), 72);
	assert_int_equal(dt_type_align(box), 8);
	assert_int_equal(dt_type_member_count(box), 9);
	assert_int_equal(dt_type_member(box, "label", &member), 0);
	assert_string_equal(name_of(member.type), "const char *");
	assert_true(dt_type_is_string_like(member.type));
	assert_int_equal(dt_type_member(box, "small", &member), 0);
	assert_int_equal(member.bit_offset, 128);
	assert_int_equal(member.bit_size, 3);
	assert_string_equal(name_of(member.type), "u8");
	assert_int_equal(dt_type_member(box, "rest", &member), 0);
	assert_int_equal(member.bit_offset, 131);
	assert_int_equal(member.bit_size, 5);
	assert_int_equal(dt_type_member(box, "p", &member), 0);
	assert_int_equal(member.bit_offset, 192);
	assert_int_equal(dt_type_member(box, "l", &member), 0);
	assert_string_equal(name_of(member.type), "unsigned long");
	assert_int_equal(dt_type_member(box, "fn", &member), 0);
	assert_string_equal(name_of(member.type), "int (*)(struct box *, ...)");
	assert_int_equal(dt_type_member(box, "grid", &member), 0);
	assert_string_equal(name_of(member.type), "int [2][3]");
	assert_int_equal(dt_type_size(hdl, member.type), 24);
	assert_int_equal(dt_type_member(box, "nothing", &member), -1);
}

static void test_names(void **state)
{
	struct dtrace_hdl *hdl = *state;
	struct dt_container *kernel = dt_container_module(hdl, "vmlinux");
	struct dt_type *type, *function;

	assert_null(dt_types_problem(hdl));
	assert_ptr_equal(dt_type_container(dt_type_lookup(hdl, NULL, "pid_t")),
			 dt_container_d(hdl));
	assert_ptr_equal(dt_type_container(dt_type_lookup(hdl, NULL, "vmlinux`pid_t")), kernel);
	assert_ptr_equal(dt_type_lookup(hdl, kernel, "struct box"),
			 dt_type_lookup(hdl, NULL, "struct vmlinux`box"));
	assert_string_equal(name_of(dt_type_lookup(hdl, NULL, "const struct box **")),
			    "const struct box **");
	assert_null(dt_type_lookup(hdl, NULL, "union box"));
	assert_null(dt_type_lookup(hdl, kernel, "box"));
	assert_null(dt_type_lookup(hdl, NULL, "open_box"));
	function = dt_function_type(hdl, "vmlinux", "open_box");
	assert_string_equal(name_of(function), "int (struct box *, int)");
	assert_int_equal(dt_function_parameter_count(function), 2);
	assert_false(dt_function_variadic(function));
	assert_null(dt_function_type(hdl, "vmlinux", "boxes"));
	assert_null(dt_function_type(hdl, "nomodule", "open_box"));
	type = dt_symbol_type(hdl, &(struct dt_symbol){"vmlinux", "boxes", 0, 0});
	assert_string_equal(name_of(type), "struct box *");
	type = dt_symbol_type(hdl, &(struct dt_symbol){"vmlinux", "jiffies", 0, 0});
	assert_string_equal(name_of(type), "volatile unsigned long");
	assert_null(dt_symbol_type(hdl, &(struct dt_symbol){"vmlinux", "nothing", 0, 0}));
}

static void test_enumerators(void **state)
{
	struct dtrace_hdl *hdl = *state;
	struct dt_type *type;
	int64_t value;

	assert_int_equal(dt_enumerator_lookup(hdl, "RED", &type, &value), 0);
	assert_int_equal(value, -1);
	assert_string_equal(name_of(type), "enum color");
	assert_string_equal(dt_enum_name(type, 1), "GREEN");
	assert_int_equal(dt_enumerator_lookup(hdl, "WIDE_ONE", &type, &value), 0);
	assert_int_equal(value, INT64_C(0x100000005));
	assert_int_equal(dt_type_size(hdl, type), 8);
	assert_int_equal(dt_enumerator_lookup(hdl, "MOD_BLUE", &type, &value), 0);
	assert_int_equal(value, 9);
	assert_string_equal(dt_container_name(dt_type_container(type)), "boxmod");
	assert_int_equal(dt_enumerator_lookup(hdl, "box", &type, &value), -1);
}

static void test_module(void **state)
{
	struct dtrace_hdl *hdl = *state;
	struct dt_type *hidden = dt_type_lookup(hdl, NULL, "struct boxmod`hidden"), *forward;
	struct dt_member member;

	assert_non_null(hidden);
	assert_int_equal(dt_type_size(hdl, hidden), 16);
	assert_int_equal(dt_type_member(hidden, "box", &member), 0);
	assert_string_equal(name_of(member.type), "struct box *");
	assert_ptr_equal(dt_type_reference(member.type), dt_type_lookup(hdl, NULL, "struct box"));
	/* The kernel only has it as a forward declaration; the whole one is found all the same. */
	assert_ptr_equal(dt_type_lookup(hdl, NULL, "struct hidden"), hidden);
	forward = dt_type_lookup(hdl, NULL, "struct vmlinux`hidden");
	assert_int_equal(dt_type_kind(forward), DT_KIND_FORWARD);
	assert_false(dt_type_complete(forward));
	assert_true(dt_type_same(forward, hidden));
	assert_string_equal(name_of(dt_function_type(hdl, "boxmod", "module_function")), "void ()");
	/* A module sees the kernel's types, the kernel not the module's. */
	assert_non_null(dt_type_lookup(hdl, NULL, "struct boxmod`box"));
	assert_null(dt_function_type(hdl, "vmlinux", "module_function"));
	assert_null(dt_container_module(hdl, "broken"));
	assert_null(dt_container_module(hdl, "../vmlinux"));
	assert_null(dt_container_module(hdl, ""));
}

/* A module that comes later is found; what was missing is not remembered as missing. */
static void test_late_module(void **state)
{
	struct dtrace_hdl *hdl = *state;
	static struct btf_writer kernel, module;
	uint32_t box_pointer = write_kernel(&kernel);
	size_t size;
	void *image;

	assert_null(dt_container_module(hdl, "latemod"));
	write_module(&module, &kernel, box_pointer);
	image = writer_finish(&module, &size);
	put_file("latemod", image, size);
	free(image);
	assert_non_null(dt_container_module(hdl, "latemod"));
	remove_file("latemod");
}

/* --- forms of old -------------------------------------------------------------------------- */

static struct dt_container *open_writer(struct dtrace_hdl *hdl, struct btf_writer *w)
{
	struct dt_container *container;
	char why[160];
	size_t size;
	void *image = writer_finish(w, &size);

	container = dt_btf_open(hdl->types, "test", image, size, NULL, why, sizeof(why));
	if (!container)
		fail_msg("%s", why);
	container->next = hdl->types->modules;
	hdl->types->modules = container;
	return container;
}

/* Before 5.x: bit-fields are integers of their own, enums carry no sign. */
static void test_old_forms(void **state)
{
	struct dtrace_hdl *hdl = types_handle_open(DTRACE_O_NOSYS);
	static struct btf_writer w;
	struct dt_container *container;
	struct dt_enumerator enumerator;
	struct dt_member member;
	struct dt_type *type;
	uint32_t narrow;

	writer_start(&w, 1, 0);
	narrow = writer_type(&w, "unsigned int", BTF_INT, false, 0, 4);
	writer_word(&w, 2u << 16 | 5);
	writer_type(&w, "old", BTF_STRUCT, false, 1, 4);
	writer_member(&w, "bits", narrow, 8);
	writer_type(&w, "sign", BTF_ENUM, false, 1, 4);
	writer_word(&w, writer_name(&w, "MINUS"));
	writer_word(&w, -2);
	container = open_writer(hdl, &w);
	type = dt_type_lookup(hdl, container, "struct old");
	assert_int_equal(dt_type_member(type, "bits", &member), 0);
	assert_int_equal(member.bit_offset, 10);
	assert_int_equal(member.bit_size, 5);
	type = dt_type_lookup(hdl, container, "enum sign");
	assert_int_equal(dt_enumerator_at(type, 0, &enumerator), 0);
	assert_int_equal(enumerator.value, -2);
	types_handle_close(hdl);
}

/* --- wrong images -------------------------------------------------------------------------- */

static void test_cycles(void **state)
{
	struct dtrace_hdl *hdl = types_handle_open(DTRACE_O_NOSYS);
	static struct btf_writer w;
	struct dt_container *container;
	struct dt_type *type;
	struct dt_member member;
	char name[64];
	FILE *out = fopen("/dev/null", "w");

	writer_start(&w, 1, 0);
	writer_type(&w, "a", BTF_TYPEDEF, false, 0, 2);
	writer_type(&w, "b", BTF_CONST, false, 0, 1);
	writer_type(&w, "t", BTF_TYPE_TAG, false, 0, 3);
	writer_type(&w, "array_of_itself", BTF_TYPEDEF, false, 0, 5);
	writer_type(&w, "", BTF_ARRAY, false, 0, 0);
	writer_word(&w, 5);
	writer_word(&w, 5);
	writer_word(&w, 1000000);
	writer_type(&w, "self", BTF_STRUCT, false, 3, 8);
	writer_member(&w, "", 6, 0);
	writer_member(&w, "", 6, 0);
	writer_member(&w, "tag", 3, 0);
	writer_type(&w, "ptr", BTF_TYPEDEF, false, 0, 8);
	writer_type(&w, "", BTF_PTR, false, 0, 8);
	container = open_writer(hdl, &w);
	type = dt_type_lookup(hdl, container, "a");
	assert_int_equal(dt_type_kind(dt_type_resolve(type)), DT_KIND_UNKNOWN);
	assert_int_equal(dt_type_size(hdl, type), 0);
	type = dt_type_lookup(hdl, container, "array_of_itself");
	assert_int_equal(dt_type_size(hdl, type), 0);
	assert_false(dt_type_complete(type));
	type = dt_type_lookup(hdl, container, "struct self");
	assert_int_equal(dt_type_member(type, "nothing", &member), -1);
	assert_int_equal(dt_type_member(type, "tag", &member), 0);
	assert_int_equal(dt_type_kind(member.type), DT_KIND_UNKNOWN);
	dt_print_value(hdl, out, type, "01234567", 8);
	fclose(out);
	type = dt_type_reference(dt_type_lookup(hdl, container, "ptr"));
	assert_string_equal(dt_type_name(type, name, sizeof(name)), "unknown type");
	types_handle_close(hdl);
}

static void refuse(const void *image, size_t size, const char *expected)
{
	struct dtrace_hdl *hdl = types_handle_open(DTRACE_O_NOSYS);
	void *copy = malloc(size ? size : 1);
	char why[160];

	memcpy(copy, image, size);
	assert_null(dt_btf_open(hdl->types, "bad", copy, size, NULL, why, sizeof(why)));
	if (!strstr(why, expected))
		fail_msg("\"%s\" instead of \"%s\"", why, expected);
	types_handle_close(hdl);
}

static void test_refused(void **state)
{
	static struct btf_writer w;
	struct btf_header *header, good;
	size_t size;
	char *image;

	write_kernel(&w);
	image = writer_finish(&w, &size);
	header = (struct btf_header *)image;
	good = *header;
	refuse(image, 10, "too short");
	header->magic = 0x9feb;
	refuse(image, size, "big-endian");
	header->magic = 0x4c45;
	refuse(image, size, "not type information");
	*header = good;
	header->version = 2;
	refuse(image, size, "unknown version");
	*header = good;
	header->header_size = 20;
	refuse(image, size, "size of the header");
	header->header_size = 0xfffffffc;
	refuse(image, size, "size of the header");
	*header = good;
	header->types_size = 0xffffffff;
	refuse(image, size, "types outside");
	*header = good;
	header->types_offset = 0xfffffff0;
	refuse(image, size, "types outside");
	*header = good;
	header->names_offset++;
	refuse(image, size, "names outside");
	*header = good;
	header->names_size--;
	refuse(image, size, "names do not end");
	*header = good;
	header->names_size = 0;
	refuse(image, size, "names do not end");
	*header = good;
	header->types_size -= 4;
	refuse(image, size, "corrupt BTF: ");
	*header = good;
	((struct btf_type *)(header + 1))->info = 25u << 24;
	refuse(image, size, "type 1 of the BTF is of unknown kind 25");
	((struct btf_type *)(header + 1))->info = (uint32_t)BTF_STRUCT << 24 | 0xffff;
	refuse(image, size, "corrupt BTF: type 1 is outside");
	free(image);
}

/* Every byte of the image with each of some values, and every length: never more than a refusal. */
static void test_every_byte(void **state)
{
	static const unsigned char flips[] = {0x01, 0x80, 0xff, 0x04};
	static struct btf_writer w;
	size_t size, i, j, accepted = 0;
	struct dtrace_hdl *hdl;
	char *image;

	write_kernel(&w);
	image = writer_finish(&w, &size);
	for (i = 0; i < size; i++) {
		for (j = 0; j < sizeof(flips); j++) {
			hdl = types_handle_open(DTRACE_O_NOSYS);
			image[i] ^= flips[j];
			accepted += types_walk_image(hdl, image, size);
			image[i] ^= flips[j];
			types_handle_close(hdl);
		}
		hdl = types_handle_open(DTRACE_O_NOSYS);
		assert_false(types_walk_image(hdl, image, i));
		types_handle_close(hdl);
	}
	assert_true(accepted > size / 2 && accepted < size * sizeof(flips));
	free(image);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_struct),	    cmocka_unit_test(test_names),
		cmocka_unit_test(test_enumerators), cmocka_unit_test(test_module),
		cmocka_unit_test(test_late_module), cmocka_unit_test(test_old_forms),
		cmocka_unit_test(test_cycles),	    cmocka_unit_test(test_refused),
		cmocka_unit_test(test_every_byte),
	};

	return cmocka_run_group_tests_name("types_btf", tests, setup, teardown);
}
