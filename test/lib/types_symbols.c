/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Kernel symbols, from symbol files made here. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

#include "types_handle.h"

static char symbols_path[] = "/tmp/types_symbols.XXXXXX";
static char modules_path[] = "/tmp/types_modules.XXXXXX";

static const char kernel_lines[] = "0000000000001000 A cpu_offset\n"
				   "ffffffff81000000 T _stext\n"
				   "ffffffff81000000 T _text\n"
				   "ffffffff81000100 t twin\n"
				   "ffffffff810001f0 t __pfx_vfs_read\n"
				   "ffffffff81000200 T vfs_read\n"
				   "ffffffff81000300 T vfs_write\n"
				   "nonsense\n"
				   "\n"
				   "ffffffff81000400 T\n"
				   "ffffffff82000000 D jiffies\n";
static const char ext4_lines[] = "ffffffffc0002000 t ext4_read\t[ext4]\n"
				 "ffffffffc0001000 t twin\t[ext4]\n";

static void write_file(const char *path, const char *a, const char *b)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fprintf(file, "%s%s", a, b);
	assert_int_equal(fclose(file), 0);
}

static int setup(void **state)
{
	close(mkstemp(symbols_path));
	close(mkstemp(modules_path));
	setenv("DTRACE_KALLSYMS", symbols_path, 1);
	setenv("DTRACE_MODULES", modules_path, 1);
	return 0;
}

static int teardown(void **state)
{
	unlink(symbols_path);
	unlink(modules_path);
	return 0;
}

static int setup_handle(void **state)
{
	write_file(symbols_path, kernel_lines, ext4_lines);
	write_file(modules_path, "ext4 1000 1 - Live 0xffffffffc0001000\n", "");
	*state = types_handle_open(0);
	return 0;
}

static int teardown_handle(void **state)
{
	types_handle_close(*state);
	return 0;
}

static void test_by_name(void **state)
{
	struct dtrace_hdl *hdl = *state;
	struct dt_symbol symbol;

	assert_int_equal(dt_symbol_by_name(hdl, NULL, "vfs_read", &symbol), 0);
	assert_string_equal(symbol.module, "vmlinux");
	assert_int_equal(symbol.address, 0xffffffff81000200);
	assert_int_equal(symbol.size, 0x100);
	/* The kernel's own first, whatever the order of addresses. */
	assert_int_equal(dt_symbol_by_name(hdl, NULL, "twin", &symbol), 0);
	assert_string_equal(symbol.module, "vmlinux");
	assert_int_equal(dt_symbol_by_name(hdl, "ext4", "twin", &symbol), 0);
	assert_int_equal(symbol.address, 0xffffffffc0001000);
	assert_int_equal(symbol.size, 0x1000);
	assert_int_equal(dt_symbol_by_name(hdl, "ext4", "vfs_read", &symbol), -1);
	assert_int_equal(dt_symbol_by_name(hdl, NULL, "vfs_rea", &symbol), -1);
	assert_int_equal(dt_symbol_by_name(hdl, NULL, "__pfx_vfs_read", &symbol), -1);
	assert_int_equal(dt_symbol_by_name(hdl, NULL, "cpu_offset", &symbol), 0);
	assert_int_equal(symbol.address, 0x1000);
}

static const char *text_of(struct dtrace_hdl *hdl, uint64_t address)
{
	static char text[128];
	int length = dtrace_addr2str(hdl, address, text, sizeof(text));

	assert_int_equal(length, strlen(text));
	return text;
}

static void test_by_address(void **state)
{
	struct dtrace_hdl *hdl = *state;

	assert_string_equal(text_of(hdl, 0xffffffff81000200), "vmlinux`vfs_read");
	assert_string_equal(text_of(hdl, 0xffffffff810002ff), "vmlinux`vfs_read+0xff");
	assert_string_equal(text_of(hdl, 0xffffffff81000010), "vmlinux`_stext+0x10");
	assert_string_equal(text_of(hdl, 0xffffffffc0002004), "ext4`ext4_read+0x4");
	assert_string_equal(text_of(hdl, 0x1004), "0x1004");
	assert_string_equal(text_of(hdl, 0xffffffff80000000), "0xffffffff80000000");
	assert_string_equal(text_of(hdl, 0xffffffffffffffff), "0xffffffffffffffff");
	assert_string_equal(text_of(hdl, 0xffffffff90000000), "0xffffffff90000000");
}

static void test_modules_change(void **state)
{
	struct dtrace_hdl *hdl = *state;
	const struct timespec pause = {0, 250000000};
	struct dt_symbol before, after;

	assert_int_equal(dt_symbol_by_name(hdl, "ext4", "ext4_read", &before), 0);
	assert_int_equal(dt_symbol_by_name(hdl, "xfs", "xfs_read", &after), -1);
	write_file(symbols_path, kernel_lines, "ffffffffc0001000 t xfs_read\t[xfs]\n");
	write_file(modules_path, "xfs 1000 1 - Live 0xffffffffc0001000\n", "");
	nanosleep(&pause, NULL);
	assert_string_equal(text_of(hdl, 0xffffffffc0001001), "xfs`xfs_read+0x1");
	assert_int_equal(dt_symbol_by_name(hdl, "ext4", "ext4_read", &after), -1);
	/* What was handed out before can still be read. */
	assert_string_equal(before.name, "ext4_read");
	assert_string_equal(before.module, "ext4");
	/* Use counts alone are no reason to read everything again. */
	write_file(symbols_path, kernel_lines, "");
	write_file(modules_path, "xfs 1000 7 - Live 0xffffffffc0001000\n", "");
	nanosleep(&pause, NULL);
	assert_int_equal(dt_symbol_by_name(hdl, "xfs", "xfs_read", &after), 0);
	/* And back: strings come from the table before. */
	write_file(symbols_path, kernel_lines, ext4_lines);
	write_file(modules_path, "ext4 1000 1 - Live 0xffffffffc0001000\n", "");
	nanosleep(&pause, NULL);
	assert_int_equal(dt_symbol_by_name(hdl, "ext4", "ext4_read", &after), 0);
	assert_int_equal(dt_symbol_by_name(hdl, "vmlinux", "vfs_read", &after), 0);
}

/* An unprivileged reader sees names and zeros. */
static void test_hidden(void **state)
{
	struct dtrace_hdl *hdl;
	struct dt_symbol symbol;

	write_file(symbols_path, "0000000000000000 T vfs_read\n0000000000000000 T vfs_write\n",
		   "0000000000000000 t ext4_read\t[ext4]\n");
	hdl = types_handle_open(0);
	assert_int_equal(dt_symbol_by_name(hdl, NULL, "ext4_read", &symbol), 0);
	assert_string_equal(symbol.module, "ext4");
	assert_int_equal(symbol.address, 0);
	assert_string_equal(text_of(hdl, 0xffffffff81000200), "0xffffffff81000200");
	types_handle_close(hdl);
}

static void test_none(void **state)
{
	struct dtrace_hdl *hdl;
	struct dt_symbol symbol;

	write_file(symbols_path, "", "");
	hdl = types_handle_open(0);
	assert_int_equal(dt_symbol_by_name(hdl, NULL, "vfs_read", &symbol), -1);
	assert_string_equal(text_of(hdl, 0xffffffff81000200), "0xffffffff81000200");
	types_handle_close(hdl);
	write_file(symbols_path, kernel_lines, "");
	hdl = types_handle_open(DTRACE_O_NOSYS);
	assert_int_equal(dt_symbol_by_name(hdl, NULL, "vfs_read", &symbol), -1);
	types_handle_close(hdl);
	setenv("DTRACE_KALLSYMS", "/nonexistent/kallsyms", 1);
	hdl = types_handle_open(0);
	assert_int_equal(dt_symbol_by_name(hdl, NULL, "vfs_read", &symbol), -1);
	types_handle_close(hdl);
	setenv("DTRACE_KALLSYMS", symbols_path, 1);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(test_by_name, setup_handle, teardown_handle),
		cmocka_unit_test_setup_teardown(test_by_address, setup_handle, teardown_handle),
		cmocka_unit_test_setup_teardown(test_modules_change, setup_handle, teardown_handle),
		cmocka_unit_test(test_hidden),
		cmocka_unit_test(test_none),
	};

	return cmocka_run_group_tests_name("types_symbols", tests, setup, teardown);
}
