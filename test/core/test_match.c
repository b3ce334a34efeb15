/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Globs, the probe table, listing, and that a hundred thousand probes are no trouble. */
#include "harness.h"
#include "../../driver/core/objects.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static const struct {
	const char *text, *pattern;
	bool matches;
} globs[] = {
	{"", "", true},		{"a", "", false},
	{"", "*", true},	{"abc", "abc", true},
	{"abc", "ab", false},	{"ab", "abc", false},
	{"abc", "a*", true},	{"abc", "*c", true},
	{"abc", "*b*", true},	{"abc", "a*c", true},
	{"abc", "a*d", false},	{"abc", "a**c", true},
	{"abc", "???", true},	{"abc", "??", false},
	{"abc", "????", false}, {"aXbXc", "a*b*c", true},
	{"abab", "*ab", true},	{"abcabd", "*ab?", true},
	{"b", "[abc]", true},	{"d", "[abc]", false},
	{"d", "[!abc]", true},	{"b", "[!abc]", false},
	{"m", "[a-z]", true},	{"M", "[a-z]", false},
	{"]", "[]]", true},	{"-", "[a-]", true},
	{"a", "[", false},	{"a", "[a", false},
	{"*", "\\*", true},	{"a", "\\*", false},
	{"a\\", "a\\", true},	{"sys_read", "sys_*", true},
	{"a]", "[a]]", true},	{"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "*a*a*a*a*a*a*a*a*c", false},
};

static void test_globs(void **unused)
{
	size_t i;

	for (i = 0; i < sizeof(globs) / sizeof(globs[0]); i++)
		if (dtrace_glob(globs[i].text, globs[i].pattern) != globs[i].matches)
			fail_msg("\"%s\" and \"%s\"", globs[i].text, globs[i].pattern);
}

/* --- listing through the control interface ----------------------------- */

static uint64_t count_probes(struct dtrace_state *state, const char *provider, const char *module,
			     const char *function, const char *name)
{
	struct dtrace_ioc_probes probes;

	memset(&probes, 0, sizeof(probes));
	strcpy(probes.pattern.provider, provider);
	strcpy(probes.pattern.module, module);
	strcpy(probes.pattern.function, function);
	strcpy(probes.pattern.name, name);
	probes.flags = DTRACE_PROBES_COUNT;
	assert_int_equal(control(state, DTRACEIOC_PROBES, &probes), 0);
	assert_int_equal(probes.next, 0);
	return probes.count;
}

static void test_patterns(void **unused)
{
	struct dtrace_state *state = consumer();

	assert_int_equal(count_probes(state, "", "", "", ""), 6);
	assert_int_equal(count_probes(state, "dtrace", "", "", ""), 3);
	assert_int_equal(count_probes(state, "test", "mod", "func", "one"), 1);
	assert_int_equal(count_probes(state, "t*", "m?d", "*", "t[wh]*"), 2);
	assert_int_equal(count_probes(state, "test", "nosuch", "", ""), 0);
	assert_int_equal(count_probes(state, "", "", "", "E*"), 2);
	dtrace_state_close(state);
}

static void test_by_id(void **unused)
{
	struct dtrace_state *state = consumer();
	struct dtrace_ioc_probes probes;
	uint64_t buffer[64];
	const struct dtrace_packed_probe *probe = (const void *)buffer;

	memset(&probes, 0, sizeof(probes));
	probes.pattern.id = test_probe[1];
	probes.buffer = (uintptr_t)buffer;
	probes.size = sizeof(buffer);
	assert_int_equal(control(state, DTRACEIOC_PROBES, &probes), 0);
	assert_int_equal(probes.count, 1);
	assert_int_equal(probe->id, test_probe[1]);
	assert_int_equal(probe->length, probes.used);
	assert_memory_equal(probe->names, "test\0mod\0func\0two", 18);
	dtrace_state_close(state);
}

static void test_small_buffer_goes_on(void **unused)
{
	struct dtrace_state *state = consumer();
	struct dtrace_ioc_probes probes;
	uint64_t buffer[6];
	unsigned int total = 0, rounds = 0;

	memset(&probes, 0, sizeof(probes));
	probes.buffer = (uintptr_t)buffer;
	probes.size = sizeof(buffer);
	do {
		probes.start = probes.next;
		assert_int_equal(control(state, DTRACEIOC_PROBES, &probes), 0);
		total += (unsigned int)probes.count;
		assert_true(++rounds < 10);
	} while (probes.next != 0);
	assert_int_equal(total, 6);
	assert_true(rounds > 1);
	probes.start = 0;
	probes.size = 8;
	assert_int_equal(control(state, DTRACEIOC_PROBES, &probes), -ENOSPC);
	dtrace_state_close(state);
}

static void test_unterminated_pattern(void **unused)
{
	struct dtrace_state *state = consumer();
	struct dtrace_ioc_probes probes;

	memset(&probes, 'x', sizeof(probes));
	assert_int_equal(control(state, DTRACEIOC_PROBES, &probes), -EINVAL);
	dtrace_state_close(state);
}

/* --- creating and destroying ------------------------------------------- */

static dtrace_id_t create(const char *module, const char *function, const char *name)
{
	dtrace_id_t id;

	dtrace_provider_lock();
	id = dtrace_probe_create(test_provider, module, function, name, NULL);
	dtrace_provider_unlock();
	return id;
}

static void test_create(void **unused)
{
	char longest[DTRACE_FUNCTION_LEN + 1];
	dtrace_id_t id = create("mod", "func", "four");

	assert_int_not_equal(id, 0);
	assert_int_equal(create("mod", "func", "four"), 0); /* exists */
	dtrace_provider_lock();
	assert_int_equal(dtrace_probe_lookup(test_provider, "mod", "func", "four"), id);
	assert_int_equal(dtrace_probe_lookup(test_provider, "mod", "func", "five"), 0);
	dtrace_probe_destroy(test_provider, id);
	assert_int_equal(dtrace_probe_lookup(test_provider, "mod", "func", "four"), 0);
	dtrace_provider_unlock();
	assert_true(create("mod", "func", "four") > id); /* ids are not used again */
	memset(longest, 'f', sizeof(longest));
	longest[DTRACE_FUNCTION_LEN] = '\0';
	assert_int_equal(create("mod", longest, "x"), 0);
	longest[DTRACE_FUNCTION_LEN - 1] = '\0';
	assert_int_not_equal(create("mod", longest, "x"), 0);
}

static void test_providers(void **unused)
{
	static const struct dtrace_provider_ops none;
	struct dtrace_provider *provider;
	struct dtrace_provider_ops ops;
	struct dtrace_ioc_provider query;
	struct dtrace_state *state = consumer();

	assert_int_equal(dtrace_provider_register("x", NULL, &none, NULL, &provider), -EINVAL);
	memset(&query, 0, sizeof(query));
	strcpy(query.name, "dtrace");
	assert_int_equal(control(state, DTRACEIOC_PROVIDER, &query), 0);
	assert_int_equal(query.attributes.provider.name, DTRACE_STABILITY_STABLE);
	strcpy(query.name, "nosuch");
	assert_int_equal(control(state, DTRACEIOC_PROVIDER, &query), -ENOENT);
	dtrace_state_close(state);
	memset(&ops, 0, sizeof(ops));
	ops.enable = (int (*)(void *, dtrace_id_t, void *))(uintptr_t)1;
	ops.disable = (void (*)(void *, dtrace_id_t, void *))(uintptr_t)1;
	assert_int_equal(dtrace_provider_register("test", NULL, &ops, NULL, &provider), -EEXIST);
	assert_int_equal(dtrace_provider_register("", NULL, &ops, NULL, &provider), -EINVAL);
}

/* Chunks of the table go when all their probes are gone. */
static void test_chunks_are_freed(void **unused)
{
	enum {
		COUNT = 2000
	};
	static dtrace_id_t ids[COUNT];
	char name[32];
	long before;
	int i;

	before = fake.allocations;
	for (i = 0; i < COUNT; i++) {
		snprintf(name, sizeof(name), "f%d", i);
		ids[i] = create("mod", name, "entry");
		assert_int_not_equal(ids[i], 0);
	}
	dtrace_provider_lock();
	for (i = 0; i < COUNT; i++)
		dtrace_probe_destroy(test_provider, ids[i]);
	dtrace_provider_unlock();
	assert_true(fake.allocations <= before + 1); /* the last chunk still takes new probes */
}

/* --- a kernel's worth -------------------------------------------------- */

#define MANY 120000

static double seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void create_many(void)
{
	char module[32], function[64];
	unsigned int i;

	dtrace_provider_lock();
	for (i = 0; i < MANY; i++) {
		snprintf(module, sizeof(module), "module_%u", i / 2000);
		snprintf(function, sizeof(function), "some_function_%u", i / 2);
		if (dtrace_probe_create(test_provider, module, function, i % 2 ? "return" : "entry",
					NULL) == 0)
			fail_msg("probe %u", i);
	}
	dtrace_provider_unlock();
}

static uint64_t list_many(struct dtrace_state *state)
{
	static uint8_t buffer[1 << 20];
	struct dtrace_ioc_probes probes;
	uint64_t total = 0;

	memset(&probes, 0, sizeof(probes));
	probes.buffer = (uintptr_t)buffer;
	probes.size = sizeof(buffer);
	do {
		probes.start = probes.next;
		assert_int_equal(control(state, DTRACEIOC_PROBES, &probes), 0);
		total += probes.count;
	} while (probes.next != 0);
	return total;
}

/* Quadratic behaviour anywhere would take minutes; the bounds leave room for sanitizers and a busy
 * machine. */
static void test_many(void **unused)
{
	struct dtrace_state *state = consumer();
	struct dtrace_ioc_enable result;
	struct program *p = program_create();
	double start = seconds();

	create_many();
	assert_true(seconds() - start < 5);
	start = seconds();
	assert_int_equal(list_many(state), MANY + 6);
	assert_true(seconds() - start < 5);
	start = seconds();
	program_clause(p, "test::some_function_*:entry", DOF_NO_SECTION);
	assert_int_equal(enable(state, p, &result), 0);
	assert_int_equal(result.ecbs, MANY / 2);
	assert_int_equal(result.matched, MANY / 2);
	assert_int_equal(go(state), 0);
	assert_true(seconds() - start < 5);
	assert_int_equal(count_probes(state, "", "module_7", "", ""), 2000);
	assert_int_equal(count_probes(state, "", "", "some_function_777", ""), 2);
	dtrace_state_close(state);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_globs),
		cmocka_unit_test_setup_teardown(test_patterns, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_by_id, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_small_buffer_goes_on, engine_setup,
						engine_teardown),
		cmocka_unit_test_setup_teardown(test_unterminated_pattern, engine_setup,
						engine_teardown),
		cmocka_unit_test_setup_teardown(test_create, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_providers, engine_setup, engine_teardown),
		cmocka_unit_test_setup_teardown(test_chunks_are_freed, engine_setup,
						engine_teardown),
		cmocka_unit_test_setup_teardown(test_many, engine_setup, engine_teardown),
	};

	return cmocka_run_group_tests_name("core match", tests, NULL, NULL);
}
