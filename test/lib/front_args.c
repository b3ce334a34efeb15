/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * args[] and what else the compiler asks a backend, with a backend of four
 * probes whose arguments it makes up.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "libdtrace/dt_unit.h"

struct fake_probe {
	const char *provider, *function, *name;
	const char *types[3][2]; /* native, translated */
	int mapping[3];
};

static const struct fake_probe probes[] = {
	{"io", "", "start", {{"int", ""}, {"struct in *", "struct out *"}}, {0, 1, -1}},
	{"io", "", "done", {{"int", ""}, {"struct in *", "struct out *"}}, {0, 1, -1}},
	{"io", "", "wait", {{"string", ""}, {"nosuch_t", ""}}, {2, 0, -1}},
	{"raw", "f", "entry", {{"", ""}}, {-1, -1, -1}},
};
#define PROBES (sizeof(probes) / sizeof(probes[0]))

static const char declarations[] =
	"struct in { int a; }; struct out { long b; }; "
	"translator struct out < struct in *I > { b = I->a + 1; }; ";

static bool part_matches(const char *pattern, const char *name)
{
	return !*pattern || !strcmp(pattern, "*") || !strcmp(pattern, name);
}

static bool matches(const struct dtrace_probe_desc *pattern, size_t i)
{
	return (!pattern->id || pattern->id == i + 1) &&
	       part_matches(pattern->provider, probes[i].provider) && !*pattern->module &&
	       part_matches(pattern->function, probes[i].function) &&
	       part_matches(pattern->name, probes[i].name);
}

static void pack(struct dtrace_ioc_probes *ask, size_t i)
{
	struct dtrace_packed_probe *packed = (void *)(uintptr_t)(ask->buffer + ask->used);
	int length = sprintf(packed->names, "%s%c%c%s%c%s", probes[i].provider, 0, 0,
			     probes[i].function, 0, probes[i].name);

	packed->id = i + 1;
	packed->length = (sizeof(*packed) + length + 8) & ~7u;
	ask->used += packed->length;
}

static int list(struct dtrace_ioc_probes *ask)
{
	ask->count = ask->used = ask->next = 0;
	for (size_t i = 0; i < PROBES; i++) {
		if (!matches(&ask->pattern, i))
			continue;
		ask->count++;
		if (!(ask->flags & DTRACE_PROBES_COUNT))
			pack(ask, i);
	}
	return 0;
}

static int describe(struct dtrace_ioc_probearg *ask)
{
	const struct fake_probe *probe = &probes[ask->id - 1];

	ask->mapping = ask->index < 3 ? probe->mapping[ask->index] : -1;
	if (ask->mapping < 0)
		return 0;
	strcpy(ask->native, probe->types[ask->index][0]);
	strcpy(ask->translated, probe->types[ask->index][1]);
	return 0;
}

static int control(void *connection, uint32_t command, void *argument)
{
	static const struct dtrace_attribute evolving = {
		DTRACE_STABILITY_EVOLVING, DTRACE_STABILITY_EVOLVING, DTRACE_CLASS_COMMON};
	static const struct dtrace_attribute isa = {DTRACE_STABILITY_STABLE,
						    DTRACE_STABILITY_UNSTABLE, DTRACE_CLASS_ISA};
	struct dtrace_ioc_provider *provider = argument;

	switch (command) {
	case DTRACEIOC_PROBES:
		return list(argument);
	case DTRACEIOC_PROBEARG:
		return describe(argument);
	case DTRACEIOC_PROVIDER:
		if (strcmp(provider->name, "io"))
			return -ENOENT;
		provider->attributes =
			(struct dtrace_provider_attributes){evolving, isa, isa, evolving, isa};
		return 0;
	default:
		return -ENOTTY;
	}
}

static void forget(void *connection)
{
}

static const struct dt_backend backend = {.name = "fake", .control = control, .close = forget};

static dtrace_hdl_t *open_handle(void)
{
	dtrace_hdl_t *hdl = dtrace_open(DTRACE_VERSION, DTRACE_O_NODEV | DTRACE_O_NOSYS, NULL);

	assert_non_null(hdl);
	hdl->backend = &backend;
	return hdl;
}

static void expect_tree(const char *clauses, const char *expected)
{
	dtrace_hdl_t *hdl = open_handle();
	char *tree = NULL, *text;
	size_t size;
	FILE *out = open_memstream(&tree, &size);

	assert_true(asprintf(&text, "%s%s", declarations, clauses) > 0);
	hdl->compile.tree = 1;
	hdl->compiler->tree_out = out;
	if (!dtrace_program_strcompile(hdl, text, DTRACE_PROBESPEC_NONE, DTRACE_C_NOLIBS, 0, NULL))
		fail_msg("%s: %s", text, dtrace_errmsg(hdl, dtrace_errno(hdl)));
	fclose(out);
	assert_string_equal(tree, expected);
	free(tree);
	free(text);
	dtrace_close(hdl);
}

static void expect_failure(const char *clauses, const char *message)
{
	dtrace_hdl_t *hdl = open_handle();
	char *text;

	assert_true(asprintf(&text, "%s%s", declarations, clauses) > 0);
	assert_null(dtrace_program_strcompile(hdl, text, DTRACE_PROBESPEC_NONE,
					      DTRACE_C_NOLIBS | DTRACE_C_ETAGS, 0, NULL));
	assert_string_equal(dtrace_errmsg(hdl, dtrace_errno(hdl)), message);
	free(text);
	dtrace_close(hdl);
}

static void test_types(void **state)
{
	expect_tree("io:::start { trace(args[0]); trace(args[1]->b); }",
		    "io:::start\n"
		    "  0x1 statement 1 (args:int s(0:int s))\n"
		    "  0x1 statement 2 (cast:long s(+:int s+signed"
		    "(member:int sl @0(args:struct in * (1:int s)))(1:int s)))\n");
	/* The index is the native argument's, which the translated order need not follow. */
	expect_tree("io:::wait { trace(args[0]); }",
		    "io:::wait\n  0x1 statement 1 (args:string r(2:int s))\n");
}

static void test_several_probes(void **state)
{
	/* One description, same arguments: one clause. */
	expect_tree("io:::start,io:::done { trace(1); }",
		    "io:::start,io:::done\n  0x1 statement 1 (1:int s)\n");
	/* Types depend on the description: a clause each. */
	expect_tree("io:::start,io:::wait { trace(args[0]); }",
		    "io:::start\n  0x1 statement 1 (args:int s(0:int s))\n"
		    "io:::wait\n  0x1 statement 2 (args:string r(2:int s))\n");
	expect_failure("io::: { trace(args[0]); }",
		       "[D_ARGS_MULTI] in action list: args[ ] may not be referenced because probe "
		       "description io::: matches probes with different arguments");
}

static void test_failures(void **state)
{
	expect_failure("io:::wait { trace(args[1]); }",
		       "[D_ARGS_TYPE] in action list: type \"nosuch_t\" of the probe's argument is "
		       "not known");
	expect_failure("io:::wait { trace(args[2]); }",
		       "[D_ARGS_IDX] in action list: index 2 is out of range for io:::wait args[ ]");
	expect_failure("raw::f:entry { trace(args[0]); }",
		       "[D_ARGS_NONE] in action list: args[ ] is not typed for probe raw::f:entry; "
		       "use arg0, arg1, …");
	expect_failure("io:::start { trace(args[1]); }",
		       "[D_TRACE_DYN] in action list: trace( ) may not be applied to a translated "
		       "value; name one of its members");
}

static void test_missing_translator(void **state)
{
	dtrace_hdl_t *hdl = open_handle();

	assert_null(dtrace_program_strcompile(
		hdl, "struct in { int a; }; struct out { long b; }; io:::start { trace(args[1]->b); }",
		DTRACE_PROBESPEC_NONE, DTRACE_C_NOLIBS | DTRACE_C_ETAGS, 0, NULL));
	assert_memory_equal(dtrace_errmsg(hdl, dtrace_errno(hdl)), "[D_ARGS_XLATOR]", 15);
	dtrace_close(hdl);
}

static void test_no_match(void **state)
{
	expect_failure("io:::strat { }",
		       "[D_PDESC_ZERO] probe description io:::strat does not match any probes; "
		       "no name \"strat\" there");
	expect_failure("raw::g:entry { }",
		       "[D_PDESC_ZERO] probe description raw::g:entry does not match any probes; "
		       "no function \"g\" there");
	expect_failure("oi::f:entry { }",
		       "[D_PDESC_ZERO] probe description oi::f:entry does not match any probes; "
		       "no provider \"oi\"");
	expect_failure("77 { }", "[D_PDESC_ZERO] probe description 77 does not match any probes");
}

static void test_information(void **state)
{
	dtrace_hdl_t *hdl = open_handle();
	dtrace_prog_t *program = dtrace_program_strcompile(hdl, "io:::*, raw::f:entry { trace(1); }",
							   DTRACE_PROBESPEC_NONE, DTRACE_C_NOLIBS, 0,
							   NULL);
	dtrace_proginfo_t info;

	assert_non_null(program);
	dtrace_program_info(hdl, program, &info);
	assert_int_equal(info.matches, 4);
	assert_int_equal(info.descattr.name, DTRACE_STABILITY_PRIVATE);
	program = dtrace_program_strcompile(hdl, "io:::start { trace(1); }", DTRACE_PROBESPEC_NONE,
					    DTRACE_C_NOLIBS, 0, NULL);
	dtrace_program_info(hdl, program, &info);
	assert_int_equal(info.descattr.name, DTRACE_STABILITY_EVOLVING);
	assert_int_equal(info.descattr.class_, DTRACE_CLASS_COMMON);
	dtrace_close(hdl);
}

/* Limits that no reasonable text reaches. */
static void test_limits(void **state)
{
	dtrace_hdl_t *hdl = open_handle();
	char *text = calloc(300, 8);

	strcpy(text, "provider p { probe a(int");
	for (int i = 0; i < 255; i++)
		strcat(text, ", int");
	strcat(text, "); };");
	assert_null(dtrace_program_strcompile(hdl, text, DTRACE_PROBESPEC_NONE,
					      DTRACE_C_NOLIBS | DTRACE_C_ETAGS, 0, NULL));
	assert_memory_equal(dtrace_errmsg(hdl, dtrace_errno(hdl)), "[D_PROV_PRARGLEN]", 17);
	hdl->compiler->next_id[DIF_SCOPE_GLOBAL] = DIF_VAR_LAST - DIF_VAR_USER_FIRST;
	assert_non_null(dtrace_program_strcompile(hdl, "io:::start { last = 1; }",
						  DTRACE_PROBESPEC_NONE, DTRACE_C_NOLIBS, 0, NULL));
	assert_null(dtrace_program_strcompile(hdl, "io:::start { more = 1; }",
					      DTRACE_PROBESPEC_NONE,
					      DTRACE_C_NOLIBS | DTRACE_C_ETAGS, 0, NULL));
	assert_memory_equal(dtrace_errmsg(hdl, dtrace_errno(hdl)), "[D_ID_OFLOW]", 12);
	free(text);
	dtrace_close(hdl);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_types),
		cmocka_unit_test(test_several_probes),
		cmocka_unit_test(test_failures),
		cmocka_unit_test(test_missing_translator),
		cmocka_unit_test(test_no_match),
		cmocka_unit_test(test_information),
		cmocka_unit_test(test_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
