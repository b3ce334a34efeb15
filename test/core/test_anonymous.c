/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Programs without a consumer, and the consumer that claims them. */
#include "programs.h"
#include "../../driver/core/objects.h"

#include <stdlib.h>

/* Two programs, as the library packs them. */
static uint8_t *images(size_t *size)
{
	struct program *p = program_create();
	size_t first, second;
	uint8_t *both, *a, *b;

	trace(p, "dtrace:::BEGIN", 1);
	trace(p, "test:::one", 2);
	trace(p, "dtrace:::END", 3);
	a = program_finish(p, &first);
	p = program_create();
	program_option(p, DTRACEOPT_QUIET, 1);
	program_clause(p, "test:::two", DOF_NO_SECTION);
	program_aggregation(p, DTRACEAGG_COUNT, DOF_NO_SECTION, 0, 0, "a");
	b = program_finish(p, &second);
	both = malloc(first + second);
	memcpy(both, a, first);
	memcpy(both + first, b, second);
	free(a);
	free(b);
	*size = first + second;
	return both;
}

static int start(void)
{
	char message[256];
	size_t size;
	uint8_t *image = images(&size);
	int error =
		dtrace_anonymous_start(DTRACE_PRIVILEGE_ALL, image, size, message, sizeof(message));

	free(image);
	return error;
}

/* The deadman looks at the clock once in so many firings. */
static void fire_often(unsigned int probe)
{
	int i;

	for (i = 0; i < 64; i++)
		fire(probe, 0);
}

static struct dtrace_state *claimer(void)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();

	program_option(p, DTRACEOPT_GRABANON, 1);
	assert_int_equal(enable(state, p, NULL), 0);
	return state;
}

static void test_claim(void **unused)
{
	struct dtrace_ioc_option query = {.option = DTRACEOPT_QUIET};
	struct dtrace_ioc_snapshot snap;
	struct dtrace_ioc_status status;
	struct dtrace_state *state;

	fake_set_cpu(2);
	assert_int_equal(start(), 0);
	fake_set_cpu(0);
	assert_true(dtrace_anonymous_waits());
	fire(0, 0);
	fire(1, 0);
	fake.now += 3600ull * 1000000000; /* nobody came for an hour: no deadman */
	fire_often(1);
	fire(0, 0);
	state = claimer();
	{
		struct dtrace_ioc_cpu where = {0};

		assert_int_equal(control(state, DTRACEIOC_GO, &where), 0);
		assert_int_equal(where.cpu, 2); /* BEGIN's */
	}
	assert_false(dtrace_anonymous_waits());
	assert_int_equal(control(state, DTRACEIOC_OPTION, &query), 0);
	assert_int_equal(query.value, 1);
	assert_int_equal(control(state, DTRACEIOC_STATUS, &status), 0);
	assert_int_equal(status.killed, 0);
	fire(0, 0);
	assert_int_equal(stop(state), 0);
	EXPECT(state, 2, 2, 2, 3);
	assert_int_equal(count_firings(snapshot(state, 2, false, &snap), &snap), 1);
	snapshot(state, 0, true, &snap);
	assert_int_equal(snap.size, 16);
	dtrace_state_close(state);
	assert_int_equal(dtrace_states(), 0);
	assert_int_equal(test_enabled[0], 0);
}

/* A claimer that dies is what the deadman is for. */
static void test_deadman_after_claim(void **unused)
{
	struct dtrace_ioc_status status;
	struct dtrace_state *state;

	assert_int_equal(start(), 0);
	fake.now += 3600ull * 1000000000;
	state = claimer();
	assert_int_equal(go(state), 0);
	fire_often(0);
	control(state, DTRACEIOC_STATUS, &status);
	assert_int_equal(status.killed, 0);
	fake.now += 31000000000ull;
	fire_often(0);
	control(state, DTRACEIOC_STATUS, &status);
	assert_int_equal(status.killed, 1);
	dtrace_state_close(state);
}

static void test_refusals(void **unused)
{
	struct dtrace_state *state = claimer(), *busy = claimer();
	struct program *p = program_create();
	char message[256];
	uint8_t garbage[256];
	size_t size;
	uint8_t *image;

	assert_int_equal(go(state), -ENOENT); /* none */
	trace(p, "test:::one", 1);
	assert_int_equal(enable(busy, p, NULL), 0);
	assert_int_equal(start(), 0);
	assert_int_equal(go(busy), -EINVAL); /* has a program of its own */
	assert_int_equal(go(state), 0);
	dtrace_state_close(busy);
	busy = claimer();
	assert_int_equal(go(busy), -ENOENT); /* taken */
	dtrace_state_close(state);
	dtrace_state_close(busy);

	memset(garbage, 0x7f, sizeof(garbage));
	assert_int_equal(dtrace_anonymous_start(DTRACE_PRIVILEGE_ALL, garbage, sizeof(garbage),
						message, 256),
			 -EINVAL);
	assert_string_equal(message, "it is no sequence of DOF images");
	image = images(&size);
	assert_int_equal(
		dtrace_anonymous_start(DTRACE_PRIVILEGE_ALL, image, size - 8, message, 256),
		-EINVAL);
	image[DOF_ID_VERSION] = 99;
	assert_int_equal(dtrace_anonymous_start(DTRACE_PRIVILEGE_ALL, image, size, message, 256),
			 -EINVAL);
	assert_string_equal(message, "DOF: unknown DOF version");
	free(image);
	assert_int_equal(dtrace_states(), 0);
}

static void test_stop_without_claim(void **unused)
{
	assert_int_equal(start(), 0);
	fire(0, 0);
	assert_int_equal(test_enabled[0], 1);
	dtrace_anonymous_stop();
	assert_int_equal(test_enabled[0], 0);
	assert_int_equal(dtrace_states(), 0);
	dtrace_anonymous_stop();
}

static void test_no_memory(void **unused)
{
	long limit, before = fake.allocations;
	size_t size;
	uint8_t *image = images(&size);
	char message[256];
	int error = -ENOMEM;

	for (limit = 0; limit < 2000 && error == -ENOMEM; limit++) {
		fake.allocation_limit = limit;
		fake.allocation_failed = false;
		error = dtrace_anonymous_start(DTRACE_PRIVILEGE_ALL, image, size, message,
					       sizeof(message));
		fake.allocation_limit = -1;
		if (error != 0)
			assert_int_equal(fake.allocations, before);
	}
	assert_int_equal(error, 0);
	dtrace_anonymous_stop();
	assert_int_equal(fake.allocations, before);
	free(image);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_claim),     TEST(test_deadman_after_claim),
		TEST(test_refusals),  TEST(test_stop_without_claim),
		TEST(test_no_memory),
	};

	return cmocka_run_group_tests_name("core anonymous", tests, NULL, NULL);
}
