/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Probe ids go round: what happens when they have all been used once. */
#include "programs.h"
#include "../../driver/core/objects.h"

#include <stdio.h>

static dtrace_id_t make(const char *function)
{
	dtrace_id_t id;

	dtrace_provider_lock();
	id = dtrace_probe_create(test_provider, "later", function, "n", NULL);
	dtrace_provider_unlock();
	return id;
}

static void unmake(dtrace_id_t id)
{
	dtrace_provider_lock();
	dtrace_probe_destroy(test_provider, id);
	dtrace_provider_unlock();
}

/* As if sixteen million probes had come and gone. */
static void wear_out(uint32_t left)
{
	dtrace_lock();
	dtrace_engine.last = DTRACE_ID_LAST - left;
	dtrace_unlock();
}

static void fire_id(dtrace_id_t id, uint64_t arg0)
{
	struct dtrace_firing firing;

	memset(&firing, 0, sizeof(firing));
	firing.arg[0] = arg0;
	firing.args = 1;
	dtrace_fire(id, &firing);
}

static void test_ids_come_back(void **unused)
{
	dtrace_id_t first = make("a"), last, again;

	unmake(first);
	wear_out(1);
	last = make("b");
	assert_int_equal(last, DTRACE_ID_LAST);
	again = make("c");
	assert_int_equal(again,
			 first); /* those of BEGIN, END … and of the living are passed over */
	assert_true(make("d") > again);
	assert_int_equal(make("d"), DTRACE_ID_NONE); /* there is one already */
}

/* An id is not given out again while a consumer's records name it. */
static void test_recorded_ids_do_not_come_back(void **unused)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();
	struct dtrace_ioc_eprobe eprobe = {.epid = 1};
	dtrace_id_t id = make("a"), other;

	trace(p, "test:later:a:n", 1);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	unmake(id);
	wear_out(0);
	other = make("b");
	assert_true(other > id);
	assert_int_equal(control(state, DTRACEIOC_EPROBE, &eprobe), -ENOSPC);
	assert_int_equal(eprobe.desc.id, id);
	assert_string_equal(eprobe.desc.function, "a");
	dtrace_state_close(state);
	wear_out(0);
	unmake(other);
	assert_int_equal(make("c"), id);
}

/* Retained enablings see probes with low new ids too, each once; lists stay in order of id. */
static void test_new_probes_with_old_ids(void **unused)
{
	struct dtrace_state *state = consumer();
	struct program *p = program_create();
	char bytes[4096];
	struct dtrace_ioc_probes list = {
		.start = 1, .buffer = (uintptr_t)bytes, .size = sizeof(bytes)};
	dtrace_id_t hole = make("a"), kept = make("b"), high, low, before = 0;
	uint64_t at;

	unmake(hole);
	program_clause(p, "test:later::", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, variable(p, DIF_VAR_ARG0), 0);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	wear_out(1);
	dtrace_provider_lock(); /* one batch that goes over the end */
	high = dtrace_probe_create(test_provider, "later", "high", "n", NULL);
	low = dtrace_probe_create(test_provider, "later", "low", "n", NULL);
	dtrace_provider_unlock();
	assert_int_equal(high, DTRACE_ID_LAST);
	assert_int_equal(low, hole);
	fire_id(kept, 1);
	fire_id(low, 2);
	fire_id(high, 3);
	EXPECT(state, 1, 2, 3);
	strcpy(list.pattern.module, "later");
	assert_int_equal(control(state, DTRACEIOC_PROBES, &list), 0);
	assert_int_equal(list.count, 3);
	for (at = 0; at < list.used; at += ((struct dtrace_packed_probe *)(bytes + at))->length) {
		dtrace_id_t id = ((struct dtrace_packed_probe *)(bytes + at))->id;

		assert_true(id > before);
		before = id;
	}
	dtrace_state_close(state);
}

/* When really all ids are in use there is an error and no probe; one that goes makes room for one.
 */
static void test_all_ids_in_use(void **unused)
{
	dtrace_id_t id = make("a");
	uint32_t chunk, used[DTRACE_CHUNKS];

	dtrace_lock();
	for (chunk = 0; chunk < DTRACE_CHUNKS; chunk++) {
		if (dtrace_engine.chunks[chunk] == NULL)
			dtrace_engine.chunks[chunk] = dtrace_engine.chunks[0];
		used[chunk] = dtrace_engine.chunks[chunk]->used;
	}
	dtrace_engine.chunks[0]->used = DTRACE_CHUNK_PROBES;
	dtrace_unlock();
	assert_int_equal(make("b"), DTRACE_ID_NONE);
	dtrace_lock();
	dtrace_engine.chunks[0]->used = used[0];
	for (chunk = 1; chunk < DTRACE_CHUNKS; chunk++)
		if (dtrace_engine.chunks[chunk] == dtrace_engine.chunks[0])
			dtrace_engine.chunks[chunk] = NULL;
	dtrace_unlock();
	unmake(id);
	assert_true(make("b") > id);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_ids_come_back),
		TEST(test_recorded_ids_do_not_come_back),
		TEST(test_new_probes_with_old_ids),
		TEST(test_all_ids_in_use),
	};

	return cmocka_run_group_tests_name("core probe", tests, NULL, NULL);
}
