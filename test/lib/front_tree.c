/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What programs become: cooked trees (rows in front_tree_rows.h), clauses split for `if` and
 * args[], libraries, the preprocessor, macro arguments, speed, and two handles in two threads.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <pthread.h>

#include <cmocka.h>

#include "libdtrace/dt_unit.h"

static const char declarations[] =
	"typedef short short_t; struct s { int a; struct s *next; char name[16]; int bits:3; "
	"int more:5; struct { int deep; } inner; int arr[4]; char *text; "
	"union { long anon_member; int other; }; }; enum color { RED, GREEN = 5, BLUE }; int gi; "
	"char gc; unsigned int gu; long gl; int *gp; struct s gs; struct s *gsp; int arr[5]; "
	"int as[int, string]; self int t; self int ta[long]; enum color ge; string s2; short_t gt; "
	"inline int FIVE = 5; inline int twice[int n] = n * 2; struct o { long a; string text; }; "
	"translator struct o < int i > { a = i + 1; text = \"t\"; }; ";

static const struct row {
	const char *statements, *tree;
} rows[] = {
#include "front_tree_rows.h"
};

static dtrace_hdl_t *open_handle(void)
{
	int error;
	dtrace_hdl_t *hdl = dtrace_open(DTRACE_VERSION, DTRACE_O_NODEV | DTRACE_O_NOSYS, &error);

	if (!hdl)
		fail_msg("dtrace_open: %s", dtrace_errmsg(NULL, error));
	return hdl;
}

static char *tree_with(dtrace_hdl_t *hdl, const char *text, unsigned int cflags, int argc,
		       char *const argv[])
{
	char *tree = NULL;
	size_t size;
	FILE *out = open_memstream(&tree, &size);

	hdl->compile.tree = 1;
	hdl->compiler->tree_out = out;
	if (!dtrace_program_strcompile(hdl, text, DTRACE_PROBESPEC_NONE, cflags, argc, argv))
		fail_msg("%s: %s", text, dtrace_errmsg(hdl, dtrace_errno(hdl)));
	fclose(out);
	hdl->compiler->tree_out = NULL;
	return tree;
}

/* Compile on a handle of its own; the caller frees the tree. */
static char *tree_of(const char *text)
{
	dtrace_hdl_t *hdl = open_handle();
	char *tree = tree_with(hdl, text, DTRACE_C_NOLIBS, 0, NULL);

	dtrace_close(hdl);
	return tree;
}

static void expect_tree(const char *text, const char *expected)
{
	char *tree = tree_of(text);

	assert_string_equal(tree, expected);
	free(tree);
}

static void test_statements(void **state)
{
	unsigned int wrong = 0;
	char *text, *tree;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		assert_true(asprintf(&text, "%sBEGIN { %s; }", declarations, rows[i].statements) >
			    0);
		tree = tree_of(text);
		if (strncmp(tree, "BEGIN\n", 6) || strcmp(tree + 6, rows[i].tree)) {
			print_error("%s\n expected %s got %s\n", rows[i].statements, rows[i].tree,
				    tree + 6);
			wrong++;
		}
		free(tree);
		free(text);
	}
	assert_int_equal(wrong, 0);
}

/* --- clauses ---------------------------------------------------------------------------------- */

static void test_if(void **state)
{
	expect_tree("int x; BEGIN /x/ { if (x == 1) { trace(1); } trace(2); }",
		    "BEGIN\n"
		    "  0x1 statement 1 discard (=:int s(this->%if0:int slw)(0:int s))\n"
		    "  0x1 statement 2 discard (=:int s(this->%if1:int slw)(3:int s))\n"
		    "  0x1 statement 3 discard (=:int s(this->%if0:int slw)"
		    "(op3:int s(x:int slw)(1:int s)(0:int s)))\n"
		    "  0x603 statement 4 (0:int s)\n"
		    "BEGIN\n"
		    "  predicate (==:int s+signed(this->%if0:int slw)(1:int s))\n"
		    "  0x1 statement 5 discard (=:int s(this->%if0:int slw)(0:int s))\n"
		    "  0x1 statement 6 discard (=:int s(this->%if1:int slw)(0:int s))\n"
		    "  0x1 statement 7 discard (=:int s(this->%if1:int slw)"
		    "(op3:int s(==:int s+signed(x:int slw)(1:int s))(1:int s)(2:int s)))\n"
		    "  0x1 statement 8 discard (=:int s(this->%if0:int slw)(1:int s))\n"
		    "  0x603 statement 9 (0:int s)\n"
		    "BEGIN\n"
		    "  predicate (==:int s+signed(this->%if1:int slw)(1:int s))\n"
		    "  0x1 statement 10 discard (=:int s(this->%if1:int slw)(0:int s))\n"
		    "  0x1 statement 11 (1:int s)\n"
		    "  0x1 statement 12 discard (=:int s(this->%if1:int slw)(1:int s))\n"
		    "BEGIN\n"
		    "  predicate (&&:int s(==:int s+signed(this->%if0:int slw)(1:int s))"
		    "(!=:int s+signed(this->%if1:int slw)(0:int s)))\n"
		    "  0x1 statement 13 discard (=:int s(this->%if0:int slw)(0:int s))\n"
		    "  0x1 statement 14 (2:int s)\n"
		    "  0x1 statement 15 discard (=:int s(this->%if0:int slw)(1:int s))\n");
}

static void test_descriptions(void **state)
{
	expect_tree("BEGIN, END\n/1/ { } syscall:::entry,fbt::foo*:return { trace(1); } 5 { }",
		    "BEGIN,END\n  predicate (1:int s)\n"
		    "syscall:::entry,fbt::foo*:return\n  0x1 statement 1 (1:int s)\n5\n");
	/* Division, comments and strings in a predicate do not end it. */
	expect_tree("BEGIN /8 / 2 == 4 /* / { */ && \"/ {\" != \"\"/ { }",
		    "BEGIN\n  predicate (&&:int s(1:int s)(!=:int s+string(\"/ {\":string r)"
		    "(\"\":string r)))\n");
	/* Names of types are only types where types can stand. */
	expect_tree(
		"int size_t_x; BEGIN { size_t_x = (size_t)5 + (size_t_x) - 1; }",
		"BEGIN\n  0x1 statement 1 discard (=:int s(size_t_x:int slw)(cast:int s"
		"(-:size_t (+:size_t (5:size_t )(cast:size_t (size_t_x:int slw)))(1:size_t ))))\n");
}

static void check_desc(const char *text, dtrace_probespec_t spec, const char *expected)
{
	dtrace_hdl_t *hdl = open_handle();
	dtrace_probedesc_t desc;
	char name[1024];

	if (dtrace_str2desc(hdl, spec, text, &desc))
		assert_null(expected);
	else
		assert_string_equal(dtrace_desc2str(&desc, name, sizeof(name)), expected);
	dtrace_close(hdl);
}

static void test_str2desc(void **state)
{
	check_desc("a", DTRACE_PROBESPEC_NAME, ":::a");
	check_desc("a:b", DTRACE_PROBESPEC_NAME, "::a:b");
	check_desc("a:b:c", DTRACE_PROBESPEC_NAME, ":a:b:c");
	check_desc("a:b:c:d", DTRACE_PROBESPEC_NAME, "a:b:c:d");
	check_desc("a:::d", DTRACE_PROBESPEC_NAME, "a:::d");
	check_desc("17", DTRACE_PROBESPEC_NAME, "17");
	check_desc("a", DTRACE_PROBESPEC_FUNC, "::a:");
	check_desc("a:b:c", DTRACE_PROBESPEC_FUNC, "a:b:c:");
	check_desc("a", DTRACE_PROBESPEC_MOD, ":a::");
	check_desc("a:b", DTRACE_PROBESPEC_MOD, "a:b::");
	check_desc("a", DTRACE_PROBESPEC_PROVIDER, "a:::");
	check_desc("a:b", DTRACE_PROBESPEC_PROVIDER, NULL);
	check_desc("a:b:c:d:e", DTRACE_PROBESPEC_NAME, NULL);
	check_desc("0", DTRACE_PROBESPEC_NAME, NULL);
	check_desc("99999999999", DTRACE_PROBESPEC_NAME, NULL);
	check_desc("a123456789012345678901234567890123456789012345678901234567890123456789:::",
		   DTRACE_PROBESPEC_NAME, NULL);
}

/* --- macros --- */

static void test_macros(void **state)
{
	static char *const arguments[] = {"script.d", "-5", "0x10", "pid", "two words", "openat"};
	dtrace_hdl_t *hdl = open_handle();
	char *tree =
		tree_with(hdl,
			  "syscall::$5:entry, pid$1foo:::entry { trace($1); trace($2); trace($3);"
			  " trace($4); trace($$2); trace($0); }",
			  DTRACE_C_NOLIBS | DTRACE_C_ZDEFS, 6, arguments);

	assert_string_equal(tree, "syscall::openat:entry,pid-5foo:::entry\n"
				  "  0x1 statement 1 (-5:int s)\n"
				  "  0x1 statement 2 (16:int s)\n"
				  "  0x1 statement 3 (pid:pid_t sl)\n"
				  "  0x1 statement 4 (\"two words\":string r)\n"
				  "  0x1 statement 5 (\"0x10\":string r)\n"
				  "  0x1 statement 6 (\"script.d\":string r)\n");
	free(tree);
	hdl->target = 4711;
	tree = tree_with(hdl, "pid$target:::entry { trace($target); trace($$target); }",
			 DTRACE_C_NOLIBS | DTRACE_C_ZDEFS, 0, NULL);
	assert_string_equal(tree, "pid4711:::entry\n"
				  "  0x1 statement 7 (4711:int s)\n"
				  "  0x1 statement 8 (\"4711\":string r)\n");
	free(tree);
	dtrace_close(hdl);
}

/* --- libraries --- */

static char library_directory[] = "/tmp/front_tree.XXXXXX";

static void write_library(const char *name, const char *text)
{
	char path[256];
	FILE *file;

	snprintf(path, sizeof(path), "%s/%s", library_directory, name);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs(text, file);
	fclose(file);
}

static void remove_libraries(void)
{
	char command[300];

	snprintf(command, sizeof(command), "rm -rf %s", library_directory);
	assert_int_equal(system(command), 0);
}

static dtrace_hdl_t *open_with_libraries(void)
{
	dtrace_hdl_t *hdl = open_handle();

	assert_int_equal(dtrace_setopt(hdl, "syslibdir", "/nonexistent"), 0);
	assert_int_equal(dtrace_setopt(hdl, "libdir", library_directory), 0);
	return hdl;
}

/* a.d needs z.d; needs.d and after.d fall away with the provider that is not there. */
static void test_libraries(void **state)
{
	dtrace_hdl_t *hdl;
	char *tree;

	assert_non_null(mkdtemp(library_directory));
	write_library(
		"a.d",
		"#pragma D depends_on library z.d\ninline int A = Z + 1;\n"
		"#pragma D binding \"1.2\" A\n#pragma D attributes Evolving/Evolving/ISA A\n");
	write_library("z.d", "inline int Z = 5;\n");
	write_library("needs.d", "#pragma D depends_on provider nosuch\ninline int N = 1;\n");
	write_library("after.d", "#pragma D depends_on library needs.d\ninline int Q = 1;\n");
	write_library("not-a-library.txt", "nonsense");
	hdl = open_with_libraries();
	tree = tree_with(hdl, "BEGIN { trace(A); }", 0, 0, NULL);
	assert_string_equal(tree, "BEGIN\n  0x1 statement 1 (6:int s)\n");
	free(tree);
	assert_null(dtrace_program_strcompile(hdl, "BEGIN { trace(N); }", DTRACE_PROBESPEC_NAME, 0,
					      0, NULL));
	assert_null(dtrace_program_strcompile(hdl, "BEGIN { trace(Q); }", DTRACE_PROBESPEC_NAME, 0,
					      0, NULL));
	dtrace_close(hdl);
	write_library("z.d", "inline int Z = 5;\ninline nonsense;\n");
	hdl = open_with_libraries();
	assert_null(dtrace_program_strcompile(hdl, "BEGIN { }", DTRACE_PROBESPEC_NAME, 0, 0, NULL));
	assert_non_null(
		strstr(dtrace_errmsg(hdl, dtrace_errno(hdl)), "/z.d\", line 2: syntax error"));
	assert_non_null(dtrace_program_strcompile(hdl, "BEGIN { }", DTRACE_PROBESPEC_NAME,
						  DTRACE_C_NOLIBS, 0, NULL));
	dtrace_close(hdl);
	write_library("z.d", "#pragma D depends_on library a.d\n");
	hdl = open_with_libraries();
	assert_null(dtrace_program_strcompile(hdl, "BEGIN { }", DTRACE_PROBESPEC_NAME, 0, 0, NULL));
	assert_non_null(strstr(dtrace_errmsg(hdl, dtrace_errno(hdl)), "circle"));
	dtrace_close(hdl);
	remove_libraries();
}

static void test_versions(void **state)
{
	dtrace_hdl_t *hdl = open_handle();

	assert_int_equal(dtrace_setopt(hdl, "version", "1.2"), 0);
	assert_null(dtrace_program_strcompile(hdl,
					      "inline int NEW = 1;\n#pragma D binding \"1.3\" NEW\n"
					      "BEGIN { trace(NEW); }",
					      DTRACE_PROBESPEC_NONE, DTRACE_C_NOLIBS, 0, NULL));
	assert_non_null(
		dtrace_program_strcompile(hdl,
					  "inline int OLD = 1;\n#pragma D binding \"1.2\" OLD\n"
					  "BEGIN { trace(OLD); }",
					  DTRACE_PROBESPEC_NONE, DTRACE_C_NOLIBS, 0, NULL));
	dtrace_close(hdl);
}

/* --- files and the preprocessor --- */

static int compile_file(dtrace_hdl_t *hdl, const char *text, unsigned int cflags)
{
	FILE *file = fmemopen((char *)text, strlen(text), "r");
	dtrace_prog_t *program =
		dtrace_program_fcompile(hdl, file, cflags | DTRACE_C_NOLIBS, 0, NULL);

	fclose(file);
	return program ? 0 : -1;
}

static void test_preprocessor(void **state)
{
	static const char script[] =
		"#!/usr/sbin/dtrace -Cs\n#define VALUE 5\n"
		"#if defined(__linux) && __SUNW_D && __SUNW_D_VERSION >= 0x01000000\n"
		"BEGIN { x = VALUE; }\n#endif\nEND { trace(nosuch); }\n";
	static const char good[] = "#!/usr/sbin/dtrace -s\n#pragma D option quiet\nBEGIN { }\n";
	dtrace_hdl_t *hdl = open_handle();

	assert_int_equal(compile_file(hdl, script, DTRACE_C_CPP), -1);
	assert_string_equal(dtrace_errmsg(hdl, dtrace_errno(hdl)),
			    "line 6: failed to resolve nosuch: unknown variable name");
	assert_int_equal(compile_file(hdl, good, DTRACE_C_CPP), 0);
	assert_int_equal(compile_file(hdl, good, 0), 0);
	assert_int_equal(hdl->options[DTRACEOPT_QUIET], 1);
	assert_int_equal(dtrace_setopt(hdl, "cpppath", "/nonexistent/cpp"), 0);
	assert_int_equal(compile_file(hdl, good, DTRACE_C_CPP), -1);
	assert_non_null(strstr(dtrace_errmsg(hdl, dtrace_errno(hdl)), "/nonexistent/cpp"));
	dtrace_close(hdl);
}

/* --- information --- */

static void test_information(void **state)
{
	dtrace_hdl_t *hdl = open_handle();
	dtrace_prog_t *program = dtrace_program_strcompile(
		hdl, "BEGIN { x = 1; printf(\"%d %d\", x, pid); trace(curthread); @ = count(); }",
		DTRACE_PROBESPEC_NAME, DTRACE_C_NOLIBS, 0, NULL);
	dtrace_proginfo_t info;

	assert_non_null(program);
	dtrace_program_info(hdl, program, &info);
	assert_int_equal(info.recgens, 2);
	assert_int_equal(info.aggregates, 1);
	assert_int_equal(info.stmtattr.name, DTRACE_STABILITY_STABLE);
	assert_int_equal(info.stmtattr.data, DTRACE_STABILITY_PRIVATE);
	dtrace_close(hdl);
}

/* --- speed --- */

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return now.tv_sec + now.tv_nsec / 1e9;
}

static void test_speed(void **state)
{
	dtrace_hdl_t *hdl = open_handle();
	char *text = calloc(1000, 128), *end = text;
	double start = seconds();

	for (int i = 0; i < 100; i++)
		assert_non_null(
			dtrace_program_strcompile(hdl, "BEGIN { trace(\"hello\"); exit(0); }",
						  DTRACE_PROBESPEC_NAME, DTRACE_C_NOLIBS, 0, NULL));
	if (seconds() - start > 0.5)
		fail_msg("100 one-liners took %g s", seconds() - start);
	for (int i = 0; i < 1000; i++)
		end += sprintf(
			end,
			"BEGIN /pid == %d/ { v%d = %d; printf(\"%%d %%s\", v%d, execname); }\n", i,
			i, i, i);
	start = seconds();
	assert_non_null(dtrace_program_strcompile(hdl, text, DTRACE_PROBESPEC_NONE, DTRACE_C_NOLIBS,
						  0, NULL));
	if (seconds() - start > 1)
		fail_msg("1000 clauses took %g s", seconds() - start);
	free(text);
	dtrace_close(hdl);
}

/* --- threads --- */

static void *compile_many(void *failed)
{
	dtrace_hdl_t *hdl = dtrace_open(DTRACE_VERSION, DTRACE_O_NODEV | DTRACE_O_NOSYS, NULL);
	char text[128];

	for (int i = 0; hdl && i < 200; i++) {
		snprintf(text, sizeof(text), "BEGIN { a%d = %d; @[a%d] = sum(a%d + 1); %s }", i, i,
			 i, i, i % 3 ? "" : "nosuch();");
		if (!dtrace_program_strcompile(hdl, text, DTRACE_PROBESPEC_NAME, DTRACE_C_NOLIBS, 0,
					       NULL) != !(i % 3))
			*(bool *)failed = true;
	}
	if (!hdl)
		*(bool *)failed = true;
	dtrace_close(hdl);
	return NULL;
}

static void test_threads(void **state)
{
	bool failed[2] = {false, false};
	pthread_t threads[2];

	for (int i = 0; i < 2; i++)
		assert_int_equal(pthread_create(&threads[i], NULL, compile_many, &failed[i]), 0);
	for (int i = 0; i < 2; i++)
		pthread_join(threads[i], NULL);
	assert_false(failed[0] || failed[1]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_statements),   cmocka_unit_test(test_if),
		cmocka_unit_test(test_descriptions), cmocka_unit_test(test_str2desc),
		cmocka_unit_test(test_macros),	     cmocka_unit_test(test_libraries),
		cmocka_unit_test(test_versions),     cmocka_unit_test(test_preprocessor),
		cmocka_unit_test(test_information),  cmocka_unit_test(test_speed),
		cmocka_unit_test(test_threads),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
