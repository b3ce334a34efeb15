/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The profile provider against an engine and a host made of a few arrays: which names become
 * probes, at what interval, on which CPUs, and that nothing is left behind.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <cmocka.h>

#include "../../driver/core/host.h"
#include "../../driver/core/provider.h"
#include "../../driver/providers/providers.h"

#define PROBES 2000
#define CPUS 4

/* --- the engine ------------------------------------------------------------------ */

static struct fake_probe {
	char name[DTRACE_NAME_LEN];
	void *data;
} fakes[PROBES]; /* id is index + 1 */
static unsigned int made;
static const struct dtrace_provider_ops *ops;
static dtrace_id_t fired;
static uint64_t fired_arg[2];

int dtrace_provider_register(const char *name, const struct dtrace_provider_attributes *attributes,
			     const struct dtrace_provider_ops *given, void *data,
			     struct dtrace_provider **provider)
{
	assert_string_equal(name, "profile");
	ops = given;
	*provider = (struct dtrace_provider *)&made;
	return 0;
}

int dtrace_provider_unregister(struct dtrace_provider *provider)
{
	for (unsigned int i = 0; i < made; i++)
		ops->destroy(NULL, i + 1, fakes[i].data);
	made = 0;
	return 0;
}

void dtrace_provider_lock(void)
{
}

void dtrace_provider_unlock(void)
{
}

dtrace_id_t dtrace_probe_lookup(struct dtrace_provider *provider, const char *module,
				const char *function, const char *name)
{
	for (unsigned int i = 0; i < made; i++) {
		if (strcmp(fakes[i].name, name) == 0)
			return i + 1;
	}
	return DTRACE_ID_NONE;
}

dtrace_id_t dtrace_probe_create(struct dtrace_provider *provider, const char *module,
				const char *function, const char *name, void *probe_data)
{
	assert_string_equal(module, "");
	assert_string_equal(function, "");
	assert_int_equal(dtrace_probe_lookup(provider, module, function, name), DTRACE_ID_NONE);
	assert_true(made < PROBES);
	strcpy(fakes[made].name, name);
	fakes[made].data = probe_data;
	return ++made;
}

void dtrace_fire(dtrace_id_t id, struct dtrace_firing *firing)
{
	fired = id;
	fired_arg[0] = firing->arg[0];
	fired_arg[1] = firing->arg[1];
}

/* --- the host ----------------------------------------------------------------------- */

struct host_timer {
	int cpu;
	uint64_t interval;
	void (*function)(void *argument, struct dtrace_firing *firing);
	void *argument;
	bool running;
};
static struct host_timer timers[16];
static unsigned int started, running, allocated;
static int timers_left = -1; /* how many starts succeed; -1: all */

void *host_alloc(size_t size)
{
	allocated++;
	return calloc(1, size);
}

void host_free(void *memory)
{
	allocated--;
	free(memory);
}

unsigned int host_cpus(void)
{
	return CPUS;
}

struct host_timer *host_timer_start(int cpu, uint64_t interval,
				    void (*function)(void *argument, struct dtrace_firing *firing),
				    void *argument)
{
	struct host_timer *timer = &timers[started];

	if (timers_left == 0)
		return NULL;
	timers_left -= timers_left > 0;
	*timer = (struct host_timer){ cpu, interval, function, argument, true };
	started++;
	running++;
	return timer;
}

void host_timer_stop(struct host_timer *timer)
{
	assert_true(timer->running);
	timer->running = false;
	running--;
}

/* --- tests ----------------------------------------------------------------------------- */

static int start(void **state)
{
	started = running = 0;
	timers_left = -1;
	return profile_provider_start();
}

static int stop(void **state)
{
	int error = profile_provider_stop();

	assert_int_equal(allocated, 0);
	assert_int_equal(running, 0);
	return error;
}

static dtrace_id_t provide(const char *module, const char *function, const char *name)
{
	struct dtrace_probe_desc pattern = { 0 };

	strcpy(pattern.module, module);
	strcpy(pattern.function, function);
	strcpy(pattern.name, name);
	ops->provide(NULL, &pattern);
	return dtrace_probe_lookup(NULL, "", "", name);
}

/* Enable the probe, return its interval, disable it. */
static uint64_t interval_of(const char *name)
{
	dtrace_id_t id = provide("", "", name);
	uint64_t interval;

	if (id == DTRACE_ID_NONE)
		return 0;
	started = 0;
	assert_int_equal(ops->enable(NULL, id, fakes[id - 1].data), 0);
	interval = timers[0].interval;
	ops->disable(NULL, id, fakes[id - 1].data);
	return interval;
}

static void usual_probes(void **state)
{
	static const char *const names[] = {
		"profile-97",	"profile-199", "profile-499", "profile-997", "profile-1999",
		"profile-4001", "profile-4999", "tick-1",     "tick-10",     "tick-100",
		"tick-500",	"tick-1000",   "tick-5000",
	};

	assert_int_equal(made, sizeof(names) / sizeof(names[0]));
	for (unsigned int i = 0; i < made; i++)
		assert_int_not_equal(dtrace_probe_lookup(NULL, "", "", names[i]), DTRACE_ID_NONE);
}

static void units(void **state)
{
	static const struct {
		const char *name;
		uint64_t ns;
	} rates[] = {
		{ "profile-97", 1000000000 / 97 },
		{ "profile-97hz", 1000000000 / 97 },
		{ "profile-4999", 200040 },
		{ "tick-1", 1000000000 },
		{ "tick-1HZ", 1000000000 },
		{ "tick-250000ns", 250000 },
		{ "tick-250000nsec", 250000 },
		{ "tick-300us", 300000 },
		{ "tick-300usec", 300000 },
		{ "profile-10ms", 10000000 },
		{ "profile-10msec", 10000000 },
		{ "tick-5s", 5000000000 },
		{ "tick-5sec", 5000000000 },
		{ "tick-5Sec", 5000000000 },
		{ "tick-2m", 120000000000 },
		{ "tick-2min", 120000000000 },
		{ "tick-1h", 3600000000000 },
		{ "tick-1hour", 3600000000000 },
		{ "tick-3d", 259200000000000 },
		{ "tick-3day", 259200000000000 },
	};

	for (unsigned int i = 0; i < sizeof(rates) / sizeof(rates[0]); i++)
		assert_int_equal(interval_of(rates[i].name), rates[i].ns);
}

static void short_intervals_are_raised(void **state)
{
	assert_int_equal(interval_of("tick-1ns"), 200000);
	assert_int_equal(interval_of("tick-199us"), 200000);
	assert_int_equal(interval_of("profile-5001"), 200000);
	assert_int_equal(interval_of("profile-5000000000hz"), 200000);
	assert_int_equal(interval_of("tick-201us"), 201000);
}

static void wrong_names(void **state)
{
	static const char *const names[] = {
		"",	       "profile",     "profile-",      "tick-0",	"tick-0s",
		"tick-07",     "tick--1",     "tick-+1",       "tick- 1",	"tick-1 s",
		"tick-1secs",  "tick-1x",     "tick-s",	       "tick-1.5s",	"tick-5sx",
		"profile-*",   "tick-1?",     "Tick-1",	       "tick-1seconds", "tock-1",
		"tick-99999999999999999999",  "tick-18446744073709551616",
		"tick-99999999999d",	      "tick-9223372036854775808ns",
	};
	unsigned int before = made;

	for (unsigned int i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		assert_int_equal(provide("", "", names[i]), DTRACE_ID_NONE);
	assert_int_equal(made, before);
}

static void other_parts_must_be_empty(void **state)
{
	assert_int_equal(provide("vmlinux", "", "tick-3s"), DTRACE_ID_NONE);
	assert_int_equal(provide("", "read", "tick-3s"), DTRACE_ID_NONE);
	assert_int_not_equal(provide("*", "*", "tick-3s"), DTRACE_ID_NONE);
}

static void asked_twice_made_once(void **state)
{
	dtrace_id_t id = provide("", "", "tick-7s");
	unsigned int before = made;

	assert_int_equal(provide("", "", "tick-7s"), id);
	assert_int_equal(made, before);
}

static void there_is_an_end(void **state)
{
	char name[32];

	for (unsigned int i = 1; i < 1500; i++) {
		sprintf(name, "tick-%us", i);
		provide("", "", name);
	}
	assert_int_equal(made, 1000);
}

static void profile_runs_on_every_cpu(void **state)
{
	dtrace_id_t id = dtrace_probe_lookup(NULL, "", "", "profile-97");

	assert_int_equal(ops->enable(NULL, id, fakes[id - 1].data), 0);
	assert_int_equal(started, CPUS); /* also where none is up yet: see host.h */
	assert_int_equal(timers[0].cpu, 0);
	assert_int_equal(timers[1].cpu, 1);
	assert_int_equal(timers[2].cpu, 2);
	assert_int_equal(timers[3].cpu, 3);
	ops->disable(NULL, id, fakes[id - 1].data);
	assert_int_equal(running, 0);
}

static void tick_runs_on_one(void **state)
{
	dtrace_id_t id = dtrace_probe_lookup(NULL, "", "", "tick-1");

	assert_int_equal(ops->enable(NULL, id, fakes[id - 1].data), 0);
	assert_int_equal(started, 1);
	assert_true(timers[0].cpu < 0);
	ops->disable(NULL, id, fakes[id - 1].data);
}

static void half_started_is_undone(void **state)
{
	dtrace_id_t id = dtrace_probe_lookup(NULL, "", "", "profile-97");

	timers_left = 1;
	assert_int_equal(ops->enable(NULL, id, fakes[id - 1].data), -ENOMEM);
	assert_int_equal(running, 0);
}

static void firing_is_handed_on(void **state)
{
	dtrace_id_t id = dtrace_probe_lookup(NULL, "", "", "tick-10");
	struct dtrace_firing firing = { .arg = { 0xffffffff81000000, 0 }, .args = 2 };

	assert_int_equal(ops->enable(NULL, id, fakes[id - 1].data), 0);
	timers[0].function(timers[0].argument, &firing);
	assert_int_equal(fired, id);
	assert_int_equal(fired_arg[0], 0xffffffff81000000);
	assert_int_equal(fired_arg[1], 0);
	ops->disable(NULL, id, fakes[id - 1].data);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(usual_probes, start, stop),
		cmocka_unit_test_setup_teardown(units, start, stop),
		cmocka_unit_test_setup_teardown(short_intervals_are_raised, start, stop),
		cmocka_unit_test_setup_teardown(wrong_names, start, stop),
		cmocka_unit_test_setup_teardown(other_parts_must_be_empty, start, stop),
		cmocka_unit_test_setup_teardown(asked_twice_made_once, start, stop),
		cmocka_unit_test_setup_teardown(there_is_an_end, start, stop),
		cmocka_unit_test_setup_teardown(profile_runs_on_every_cpu, start, stop),
		cmocka_unit_test_setup_teardown(tick_runs_on_one, start, stop),
		cmocka_unit_test_setup_teardown(half_started_is_undone, start, stop),
		cmocka_unit_test_setup_teardown(firing_is_handed_on, start, stop),
	};

	return cmocka_run_group_tests_name("profile", tests, NULL, NULL);
}
