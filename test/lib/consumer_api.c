/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Functions of dtrace.h that the command does without: a backend of the caller's own, what a program
 * consists of, the end of targets, symbols and modules (from files that stand for the kernel's),
 * types, attributes, the answers of walkers.
 */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "libdtrace/dt_impl.h"

static dtrace_hdl_t *open_handle(void)
{
	int error;
	dtrace_hdl_t *hdl = dtrace_open(DTRACE_VERSION, DTRACE_O_PROCESS, &error);

	assert_non_null(hdl);
	return hdl;
}

static void flags_of_open(void **state)
{
	static const int wrong[] = {0x4000, DTRACE_O_LP64 | DTRACE_O_ILP32,
				    DTRACE_O_PROCESS | DTRACE_O_DRIVER, -1};
	dtrace_hdl_t *hdl;
	int error = 0;

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		assert_null(dtrace_open(DTRACE_VERSION, wrong[i], &error));
		assert_int_equal(error, EINVAL);
	}
	assert_null(dtrace_open(DTRACE_VERSION, DTRACE_O_ILP32, &error));
	assert_string_equal(dtrace_errmsg(NULL, error), "Operation not supported on this system");
	assert_null(dtrace_open(DTRACE_VERSION + 1, 0, &error));
	assert_string_equal(dtrace_errmsg(NULL, error), "Client requested version newer than libdtrace");
	assert_null(dtrace_open(0, 0, NULL));
	hdl = dtrace_open(DTRACE_VERSION, DTRACE_O_NODEV | DTRACE_O_LP64, &error);
	assert_non_null(hdl);
	assert_int_equal(error, 0);
	assert_int_equal(dtrace_go(hdl), -1);
	assert_string_equal(dtrace_errmsg(hdl, dtrace_errno(hdl)),
			    "DTrace device not available on system");
	dtrace_close(hdl);
}

/* --- dtrace_handle_buffered --------------------------------------------------------------- */

/* "[what|text]" for each call: p a firing's, k v f l as the flags say. */
static int note_text(const dtrace_bufdata_t *data, void *to)
{
	static const char letters[] = "kvfl";

	assert_true((data->dtbda_aggdata != NULL) == (data->dtbda_flags != 0));
	assert_true(!data->dtbda_probe || !data->dtbda_aggdata);
	fputc('[', to);
	if (data->dtbda_probe)
		fprintf(to, "p%s%d", data->dtbda_probe->dtpda_pdesc->dtpd_name,
			data->dtbda_recdesc->dtrd_action);
	for (int i = 0; i < 4; i++) {
		if (data->dtbda_flags & 1u << i)
			fputc(letters[i], to);
	}
	if (data->dtbda_aggdata)
		fprintf(to, "@%s", data->dtbda_aggdata->dtada_desc->dtagd_name);
	fprintf(to, "|%s]", data->dtbda_buffered);
	return strstr(data->dtbda_buffered, "abort") ? DTRACE_HANDLE_ABORT : DTRACE_HANDLE_OK;
}

/* Compiled, run without a stream; what the handler was told. */
static char *buffered(const char *text, dtrace_workstatus_t last)
{
	dtrace_hdl_t *hdl = open_handle();
	dtrace_workstatus_t status = DTRACE_WORKSTATUS_OKAY;
	dtrace_prog_t *program =
		dtrace_program_strcompile(hdl, text, DTRACE_PROBESPEC_NAME, 0, 0, NULL);
	char *told;
	size_t size;
	FILE *to = open_memstream(&told, &size);

	assert_non_null(program);
	assert_int_equal(dtrace_program_exec(hdl, program, NULL), 0);
	dtrace_handle_buffered(hdl, note_text, to);
	assert_int_equal(dtrace_go(hdl), 0);
	while (status == DTRACE_WORKSTATUS_OKAY) {
		dtrace_sleep(hdl);
		status = dtrace_work(hdl, NULL, NULL, NULL, NULL);
	}
	assert_int_equal(status, last);
	if (status == DTRACE_WORKSTATUS_DONE)
		assert_int_equal(dtrace_aggregate_print(hdl, NULL, NULL), 0);
	dtrace_close(hdl);
	fclose(to);
	return told;
}

/* Classic consumers take one call for one record. */
static void text_for_a_handler(void **state)
{
	char *told = buffered("BEGIN { printf(\"%d %s\\n\", 1, \"a\"); trace(2); exit(0); }",
			      DTRACE_WORKSTATUS_DONE);

	assert_string_equal(told, "[pBEGIN3|1 a\n][pBEGIN1|        2]");
	free(told);
	told = buffered("BEGIN { @a[\"k\", 1] = count(); exit(0); }", DTRACE_WORKSTATUS_DONE);
	assert_string_equal(told, "[k@a|  k                                                 ]"
				  "[k@a|        1][v@a|                1][l@a|\n]");
	free(told);
	told = buffered("BEGIN { @a[7] = count(); printa(\"<%d> %@d;\\n\", @a); exit(0); }",
			DTRACE_WORKSTATUS_DONE);
	assert_string_equal(told, "[kf@a|<7][vf@a|> 1][fl@a|;\n]");
	free(told);
	told = buffered("BEGIN { printf(\"x\"); printf(\"abort\"); printf(\"y\"); exit(0); }",
			DTRACE_WORKSTATUS_ERROR);
	assert_string_equal(told, "[pBEGIN3|x][pBEGIN3|abort]");
	free(told);
}

/* --- dtrace_vopen ------------------------------------------------------------------------- */

/* The in-process engine behind a vector, and what passes by. */
struct passage {
	void *connection;
	unsigned int commands, lookups;
};

static int pass_on(void *argument, int command, void *data)
{
	struct passage *passage = argument;
	int error;

	passage->commands++;
	error = dt_backend_process.control(passage->connection, (uint32_t)command, data);
	errno = -error;
	return error ? -1 : 0;
}

static int one_symbol(void *argument, uint64_t address, Elf64_Sym *symbol, dtrace_syminfo_t *info)
{
	((struct passage *)argument)->lookups++;
	if (address < 0x1000 || address >= 0x1100)
		return -1;
	symbol->st_value = 0x1000;
	symbol->st_size = 0x100;
	info->dts_object = "elsewhere";
	info->dts_name = "there";
	return 0;
}

static const dtrace_vector_t vector = {.dtv_ioctl = pass_on, .dtv_lookup_by_addr = one_symbol};

static void run_until_done(dtrace_hdl_t *hdl, FILE *out)
{
	dtrace_workstatus_t status = DTRACE_WORKSTATUS_OKAY;

	assert_int_equal(dtrace_go(hdl), 0);
	while (status == DTRACE_WORKSTATUS_OKAY) {
		dtrace_sleep(hdl);
		status = dtrace_work(hdl, out, NULL, NULL, NULL);
	}
	assert_int_equal(status, DTRACE_WORKSTATUS_DONE);
}

static void own_backend(void **state)
{
	struct passage passage = {NULL};
	char message[256], name[64], *text;
	dtrace_prog_t *program;
	dtrace_hdl_t *hdl;
	size_t size;
	FILE *out;
	int error;

	assert_int_equal(dt_backend_process.open(&passage.connection, message, sizeof(message)), 0);
	hdl = dtrace_vopen(DTRACE_VERSION, 0, &error, &vector, &passage);
	assert_non_null(hdl);
	assert_int_equal(dtrace_ctlfd(hdl), -1);
	program = dtrace_program_strcompile(
		hdl, "BEGIN { printf(\"%d %a\", 6 * 7, (uintptr_t)0x1004); exit(3); }",
		DTRACE_PROBESPEC_NAME, 0, 0, NULL);
	assert_non_null(program);
	assert_int_equal(dtrace_program_exec(hdl, program, NULL), 0);
	dtrace_setopt(hdl, "quiet", NULL);
	out = open_memstream(&text, &size);
	run_until_done(hdl, out);
	fclose(out);
	assert_string_equal(text, "42 elsewhere`there+0x4");
	assert_int_equal(dtrace_exit_status(hdl), 3);
	free(text);
	dtrace_addr2str(hdl, 0x2000, name, sizeof(name));
	assert_string_equal(name, "0x2000");
	assert_true(passage.commands > 5 && passage.lookups >= 2);
	dtrace_close(hdl);
	dt_backend_process.close(passage.connection);
}

static int refuse(void *argument, int command, void *data)
{
	errno = EPERM;
	return -1;
}

static void own_backend_refuses(void **state)
{
	static const dtrace_vector_t refusing = {.dtv_ioctl = refuse};
	int error = 0;

	assert_null(dtrace_vopen(DTRACE_VERSION, 0, &error, &refusing, NULL));
	assert_int_equal(error, EPERM);
}

/* --- programs ------------------------------------------------------------------------------- */

struct statements {
	char text[512];
	int left;
};

static int take_statement(dtrace_hdl_t *hdl, dtrace_prog_t *program, dtrace_stmtdesc_t *statement,
			  void *data)
{
	struct statements *statements = data;
	size_t used = strlen(statements->text);
	char name[128], attribute[64];

	snprintf(statements->text + used, sizeof(statements->text) - used, "%s %s%s %s\n",
		 dtrace_desc2str(statement->probe, name, sizeof(name)),
		 statement->actions > 1 ? "actions" : "action",
		 statement->predicate ? " if" : "",
		 dtrace_attr2str(statement->dtsd_stmtattr, attribute, sizeof(attribute)));
	return --statements->left ? 0 : 17;
}

static void statements_of_a_program(void **state)
{
	dtrace_hdl_t *hdl = open_handle();
	struct statements statements = {.left = 100};
	dtrace_prog_t *program = dtrace_program_strcompile(
		hdl,
		"dtrace:::BEGIN, dtrace:::END /pid/ { trace(1); trace(2); } tick-1s "
		"{ if (pid) { trace(3); } else { trace(4); } }",
		DTRACE_PROBESPEC_NAME, 0, 0, NULL);

	assert_non_null(program);
	assert_int_equal(dtrace_stmt_iter(hdl, program, take_statement, &statements), 0);
	assert_string_equal(statements.text, "dtrace:::BEGIN actions if Stable/Stable/Common\n"
					     "dtrace:::END actions if Stable/Stable/Common\n"
					     ":::tick-1s actions Stable/Stable/Common\n");
	statements = (struct statements){.left = 2};
	assert_int_equal(dtrace_stmt_iter(hdl, program, take_statement, &statements), 17);
	dtrace_close(hdl);
}

static void options_as_dof(void **state)
{
	dtrace_hdl_t *hdl = open_handle();
	size_t size = 0;
	char *dof;

	dtrace_setopt(hdl, "strsize", "99");
	dof = dtrace_getopt_dof(hdl, &size);
	assert_non_null(dof);
	assert_true(size > 64);
	assert_memory_equal(dof, "\x7f" "DOF", 4);
	dtrace_dof_destroy(hdl, dof);
	dtrace_close(hdl);
}

static void attributes(void **state)
{
	dtrace_attribute_t attribute;
	char text[64];

	assert_int_equal(dtrace_str2attr("Evolving/Private/ISA", &attribute), 0);
	assert_string_equal(dtrace_attr2str(attribute, text, sizeof(text)), "Evolving/Private/ISA");
	assert_int_equal(dtrace_str2attr("Evolving/Private", &attribute), -1);
	assert_int_equal(dtrace_str2attr("Good/Private/ISA", &attribute), -1);
}

/* --- targets -------------------------------------------------------------------------------- */

static unsigned int ends;
static int end_status;

static void on_end(struct ps_prochandle *process, const char *message, void *hdl)
{
	ends++;
	assert_null(message);
	end_status = dtrace_proc_status(hdl, process);
}

static void end_of_a_target(void **state)
{
	char *const words[] = {"sh", "-c", "exit 5", NULL};
	dtrace_hdl_t *hdl = open_handle();
	FILE *null = fopen("/dev/null", "w");
	struct dtrace_proc *process;
	dtrace_prog_t *program;

	ends = 0;
	process = dtrace_proc_create(hdl, "sh", words);
	assert_non_null(process);
	dtrace_handle_proc(hdl, on_end, hdl);
	program = dtrace_program_strcompile(hdl, "BEGIN { }", DTRACE_PROBESPEC_NAME, 0, 0, NULL);
	assert_non_null(program);
	assert_int_equal(dtrace_program_exec(hdl, program, NULL), 0);
	assert_int_equal(dtrace_go(hdl), 0);
	assert_int_equal(ends, 0);
	dtrace_proc_continue(hdl, process);
	while (dtrace_work(hdl, null, NULL, NULL, NULL) == DTRACE_WORKSTATUS_OKAY)
		dtrace_sleep(hdl);
	dtrace_sleep(hdl);
	assert_int_equal(ends, 1);
	assert_int_equal(end_status, 5 << 8);
	fclose(null);
	dtrace_close(hdl);
}

/* --- symbols, modules, types ---------------------------------------------------------------- */

static const char kallsyms[] = "ffffffff81000000 T _text\n"
			       "ffffffff81000100 T first_function\n"
			       "ffffffff81000200 T second_function\n"
			       "ffffffff81000300 T _etext\n"
			       "ffffffffc0000000 t module_function\t[ours]\n"
			       "ffffffffc0000040 t module_end\t[ours]\n";
static const char modules[] = "ours 16384 0 - Live 0xffffffffc0000000\n";

static void write_file(const char *variable, char *name, const char *text)
{
	int file = mkstemp(name);

	assert_true(file >= 0);
	assert_int_equal(write(file, text, strlen(text)), (ssize_t)strlen(text));
	close(file);
	setenv(variable, name, 1);
}

static int count_modules(dtrace_hdl_t *hdl, const dtrace_objinfo_t *info, void *data)
{
	strcat(data, info->dto_name);
	strcat(data, " ");
	return 0;
}

static void symbols_and_modules(void **state)
{
	char symbol_file[] = "/tmp/symbolsXXXXXX", module_file[] = "/tmp/modulesXXXXXX";
	dtrace_objinfo_t object;
	dtrace_syminfo_t info;
	char names[64] = "";
	dtrace_hdl_t *hdl;
	Elf64_Sym symbol;

	write_file("DTRACE_KALLSYMS", symbol_file, kallsyms);
	write_file("DTRACE_MODULES", module_file, modules);
	hdl = open_handle();
	assert_int_equal(dtrace_lookup_by_name(hdl, DTRACE_OBJ_EVERY, "second_function", &symbol, &info), 0);
	assert_int_equal(symbol.st_value, 0xffffffff81000200);
	assert_int_equal(symbol.st_size, 0x100);
	assert_string_equal(info.dts_object, "vmlinux");
	assert_int_equal(dtrace_lookup_by_addr(hdl, 0xffffffffc0000004, &symbol, &info), 0);
	assert_string_equal(info.dts_name, "module_function");
	assert_string_equal(info.dts_object, "ours");
	assert_int_equal(dtrace_lookup_by_name(hdl, "ours", "module_end", NULL, NULL), 0);
	assert_int_equal(dtrace_lookup_by_name(hdl, DTRACE_OBJ_EXEC, "module_end", NULL, NULL), -1);
	assert_string_equal(dtrace_errmsg(hdl, dtrace_errno(hdl)), "there is no kernel symbol module_end");
	assert_int_equal(dtrace_lookup_by_addr(hdl, 0x1000, &symbol, &info), -1);
	assert_int_equal(dtrace_object_iter(hdl, count_modules, names), 0);
	assert_string_equal(names, "vmlinux ours ");
	assert_int_equal(dtrace_object_info(hdl, "ours", &object), 0);
	assert_int_equal(object.dto_text_va, 0xffffffffc0000000);
	assert_int_equal(dtrace_object_info(hdl, "theirs", &object), -1);
	dtrace_update(hdl);
	assert_int_equal(dtrace_lookup_by_name(hdl, NULL, "first_function", NULL, NULL), 0);
	dtrace_close(hdl);
	unlink(symbol_file);
	unlink(module_file);
	unsetenv("DTRACE_KALLSYMS");
	unsetenv("DTRACE_MODULES");
}

static void types(void **state)
{
	dtrace_hdl_t *hdl = open_handle();
	dtrace_typeinfo_t info;

	assert_non_null(dtrace_program_strcompile(hdl, "struct mine { int a; char b[12]; }; BEGIN { }",
						  DTRACE_PROBESPEC_NAME, 0, 0, NULL));
	assert_int_equal(dtrace_lookup_by_type(hdl, DTRACE_OBJ_EVERY, "struct mine", &info), 0);
	assert_string_equal(info.name, "struct mine");
	assert_string_equal(info.dtt_object, "D");
	assert_int_equal(info.size, 16);
	assert_int_equal(dtrace_type_strcompile(hdl, "struct mine *", &info), 0);
	assert_int_equal(info.size, 8);
	assert_int_equal(dtrace_lookup_by_type(hdl, "D", "int", &info), 0);
	assert_int_equal(dtrace_lookup_by_type(hdl, "no_such_module", "int", &info), -1);
	assert_int_equal(dtrace_lookup_by_type(hdl, DTRACE_OBJ_EVERY, "struct nobodys", &info), -1);
	assert_string_equal(dtrace_errmsg(hdl, dtrace_errno(hdl)), "there is no type struct nobodys");
	dtrace_close(hdl);
}

/* --- walkers -------------------------------------------------------------------------------- */

static int halve(const dtrace_aggdata_t *data, void *argument)
{
	((dtrace_aggdata_t *)data)->dtada_normal = 2;
	return DTRACE_AGGWALK_NORMALIZE;
}

static int take_normal(const dtrace_aggdata_t *data, void *argument)
{
	*(uint64_t *)argument = data->dtada_normal;
	return DTRACE_AGGWALK_NEXT;
}

static int stop_at_once(const dtrace_aggdata_t **data, const int count, void *argument)
{
	++*(int *)argument;
	return DTRACE_AGGWALK_ABORT;
}

static int go_on(const dtrace_aggdata_t **data, const int count, void *argument)
{
	++*(int *)argument;
	return DTRACE_AGGWALK_REMOVE; /* means nothing for a row */
}

static void answers_of_walkers(void **state)
{
	dtrace_aggvarid_t variables[2] = {0, 0};
	dtrace_hdl_t *hdl = open_handle();
	FILE *null = fopen("/dev/null", "w");
	uint64_t normal = 0;
	dtrace_prog_t *program;
	int rows = 0;

	program = dtrace_program_strcompile(hdl, "BEGIN { @a[1] = sum(4); @a[2] = sum(6); exit(0); }",
					    DTRACE_PROBESPEC_NAME, 0, 0, NULL);
	assert_non_null(program);
	assert_int_equal(dtrace_program_exec(hdl, program, NULL), 0);
	run_until_done(hdl, null);
	assert_int_equal(dtrace_aggregate_walk(hdl, halve, NULL), 0);
	assert_int_equal(dtrace_aggregate_walk(hdl, take_normal, &normal), 0);
	assert_int_equal(normal, 2);
	variables[0] = 1;
	assert_int_equal(dtrace_aggregate_walk_joined(hdl, variables, 1, stop_at_once, &rows), 0);
	assert_int_equal(rows, 1);
	assert_int_equal(dtrace_aggregate_walk_joined(hdl, variables, 1, go_on, &rows), 0);
	assert_int_equal(rows, 3);
	fclose(null);
	dtrace_close(hdl);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(flags_of_open),
		cmocka_unit_test(text_for_a_handler),
		cmocka_unit_test(own_backend),
		cmocka_unit_test(own_backend_refuses),
		cmocka_unit_test(statements_of_a_program),
		cmocka_unit_test(options_as_dof),
		cmocka_unit_test(attributes),
		cmocka_unit_test(end_of_a_target),
		cmocka_unit_test(symbols_and_modules),
		cmocka_unit_test(types),
		cmocka_unit_test(answers_of_walkers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
