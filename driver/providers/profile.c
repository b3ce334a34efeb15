/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The profile provider: time as a source of probes.
 *
 *	profile-N[unit]  on every CPU, N times a second or every N units
 *	tick-N[unit]	 the same on one CPU, for whoever wants a clock
 *
 * A bare N is a rate in hertz; the units are ns us ms s m h d (with the names
 * nsec usec msec sec min hour day) and hz, in any case. Some usual rates exist from the start so that they
 * can be listed and matched by patterns; every other one is made when somebody asks for it
 * by its full name. Intervals below 200 us are raised to that.
 *
 * arg0 and arg1 are the interrupted kernel or user program counter (the other is
 * 0), as the host's timer found them.
 *
 * Portable: knows the engine's contract and the host's timers, nothing else. All but
 * profile_fire() runs under the engine's control lock.
 */
#include "providers.h"
#include "../core/host.h"
#include "../core/provider.h"

#define NANOSECOND 1ull
#define MICROSECOND (1000 * NANOSECOND)
#define MILLISECOND (1000 * MICROSECOND)
#define SECOND (1000 * MILLISECOND)
#define MINUTE (60 * SECOND)
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

#define INTERVAL_MIN (200 * MICROSECOND)
/* Unprivileged consumers may ask for names, and probes are kept: there must be an end. */
#define PROBES_MAX 1000

struct profile_probe {
	dtrace_id_t id;
	bool every_cpu;
	uint64_t interval;	    /* ns */
	unsigned int timers;	    /* how many follow */
	struct host_timer *timer[]; /* enabled: one a CPU, also for those that are down; tick: one */
};

static struct dtrace_provider *provider;
static unsigned int probes;

static const struct profile_kind {
	const char *prefix;
	bool every_cpu;
	uint16_t rates[8]; /* made at the start, ends with 0 */
} kinds[] = {
	{ "profile-", true, { 97, 199, 499, 997, 1999, 4001, 4999, 0 } },
	{ "tick-", false, { 1, 10, 100, 500, 1000, 5000, 0 } },
};
#define KINDS (sizeof(kinds) / sizeof(kinds[0]))

static const struct profile_unit {
	const char *name;
	uint64_t ns; /* 0: a rate per second */
} units[] = {
	{ "", 0 },
	{ "hz", 0 },
	{ "ns", NANOSECOND },
	{ "nsec", NANOSECOND },
	{ "us", MICROSECOND },
	{ "usec", MICROSECOND },
	{ "ms", MILLISECOND },
	{ "msec", MILLISECOND },
	{ "s", SECOND },
	{ "sec", SECOND },
	{ "m", MINUTE },
	{ "min", MINUTE },
	{ "h", HOUR },
	{ "hour", HOUR },
	{ "d", DAY },
	{ "day", DAY },
};
#define UNITS (sizeof(units) / sizeof(units[0]))

/* --- names -------------------------------------------------------------------- */

static bool same_word(const char *text, const char *word)
{
	for (; *word; text++, word++) {
		char c = *text >= 'A' && *text <= 'Z' ? (char)(*text - 'A' + 'a') : *text;

		if (c != *word)
			return false;
	}
	return *text == '\0';
}

static const struct profile_unit *find_unit(const char *text)
{
	for (unsigned int i = 0; i < UNITS; i++) {
		if (same_word(text, units[i].name))
			return &units[i];
	}
	return NULL;
}

/* "97", "5sec": the interval in ns, or 0 if it is no rate. Numbers do not begin with 0. */
static uint64_t parse_interval(const char *text)
{
	const struct profile_unit *unit;
	uint64_t number = 0;

	if (*text < '1' || *text > '9')
		return 0;
	for (; *text >= '0' && *text <= '9'; text++) {
		if (__builtin_mul_overflow(number, 10, &number) ||
		    __builtin_add_overflow(number, (uint64_t)(*text - '0'), &number))
			return 0;
	}
	unit = find_unit(text);
	if (!unit)
		return 0;
	if (unit->ns == 0)
		number = SECOND / number;
	else if (__builtin_mul_overflow(number, unit->ns, &number) || number > INT64_MAX)
		return 0;
	return number < INTERVAL_MIN ? INTERVAL_MIN : number;
}

/* Which kind of probe, and *interval; NULL if the name is none of ours. */
static const struct profile_kind *parse_name(const char *name, uint64_t *interval)
{
	for (unsigned int i = 0; i < KINDS; i++) {
		size_t length = strlen(kinds[i].prefix);

		if (strncmp(name, kinds[i].prefix, length) != 0)
			continue;
		*interval = parse_interval(name + length);
		return *interval ? &kinds[i] : NULL;
	}
	return NULL;
}

/* --- probes --------------------------------------------------------------------- */

static void make_probe(const struct profile_kind *kind, const char *name, uint64_t interval)
{
	unsigned int timers = kind->every_cpu ? host_cpus() : 1;
	struct profile_probe *probe;

	if (probes >= PROBES_MAX || dtrace_probe_lookup(provider, "", "", name) != DTRACE_ID_NONE)
		return;
	probe = host_alloc(sizeof(*probe) + timers * sizeof(probe->timer[0]));
	if (!probe)
		return;
	probe->every_cpu = kind->every_cpu;
	probe->interval = interval;
	probe->timers = timers;
	probe->id = dtrace_probe_create(provider, "", "", name, probe);
	if (probe->id == DTRACE_ID_NONE)
		host_free(probe);
	else
		probes++;
}

/* "profile-" and 97 make a name; rates have at most five digits. */
static void make_usual_probe(const struct profile_kind *kind, unsigned int rate)
{
	char name[DTRACE_NAME_LEN] = "";
	char digits[8];
	unsigned int i = sizeof(digits);
	uint64_t interval;

	digits[--i] = '\0';
	for (; rate; rate /= 10)
		digits[--i] = (char)('0' + rate % 10);
	memcpy(name, kind->prefix, strlen(kind->prefix));
	memcpy(name + strlen(kind->prefix), digits + i, sizeof(digits) - i);
	interval = parse_interval(digits + i);
	make_probe(kind, name, interval);
}

static void make_usual_probes(void)
{
	for (unsigned int i = 0; i < KINDS; i++) {
		for (const uint16_t *rate = kinds[i].rates; *rate; rate++)
			make_usual_probe(&kinds[i], *rate);
	}
}

static bool matches_nothing(const char *pattern)
{
	return pattern[0] == '\0' || strcmp(pattern, "*") == 0;
}

static void profile_provide(void *data, const struct dtrace_probe_desc *pattern)
{
	const struct profile_kind *kind;
	uint64_t interval;

	if (!pattern) {
		make_usual_probes();
		return;
	}
	/* Ours have neither module nor function. */
	if (!matches_nothing(pattern->module) || !matches_nothing(pattern->function))
		return;
	kind = parse_name(pattern->name, &interval);
	if (kind)
		make_probe(kind, pattern->name, interval);
}

static void profile_destroy(void *data, dtrace_id_t id, void *probe_data)
{
	host_free(probe_data);
	probes--;
}

/* --- firing ----------------------------------------------------------------------- */

static void profile_fire(void *argument, struct dtrace_firing *firing)
{
	const struct profile_probe *probe = argument;

	dtrace_fire(probe->id, firing);
}

static void profile_disable(void *data, dtrace_id_t id, void *probe_data)
{
	struct profile_probe *probe = probe_data;

	for (unsigned int i = 0; i < probe->timers; i++) {
		if (probe->timer[i])
			host_timer_stop(probe->timer[i]);
		probe->timer[i] = NULL;
	}
}

static int profile_enable(void *data, dtrace_id_t id, void *probe_data)
{
	struct profile_probe *probe = probe_data;

	for (unsigned int i = 0; i < probe->timers; i++) {
		int cpu = probe->every_cpu ? (int)i : -1;

		probe->timer[i] = host_timer_start(cpu, probe->interval, profile_fire, probe);
		if (!probe->timer[i]) {
			profile_disable(data, id, probe_data);
			return -ENOMEM;
		}
	}
	return 0;
}

static const struct dtrace_provider_ops profile_ops = {
	.provide = profile_provide,
	.enable = profile_enable,
	.disable = profile_disable,
	.destroy = profile_destroy,
};

static const struct dtrace_provider_attributes profile_attributes = {
	.provider = { DTRACE_STABILITY_EVOLVING, DTRACE_STABILITY_EVOLVING, DTRACE_CLASS_COMMON },
	.module = { DTRACE_STABILITY_UNSTABLE, DTRACE_STABILITY_UNSTABLE, DTRACE_CLASS_UNKNOWN },
	.function = { DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_UNKNOWN },
	.name = { DTRACE_STABILITY_EVOLVING, DTRACE_STABILITY_EVOLVING, DTRACE_CLASS_COMMON },
	.args = { DTRACE_STABILITY_EVOLVING, DTRACE_STABILITY_EVOLVING, DTRACE_CLASS_COMMON },
};

int profile_provider_start(void)
{
	int error;

	probes = 0;
	error = dtrace_provider_register("profile", &profile_attributes, &profile_ops, NULL,
					 &provider);
	if (error)
		return error;
	dtrace_provider_lock();
	make_usual_probes();
	dtrace_provider_unlock();
	return 0;
}

int profile_provider_stop(void)
{
	return dtrace_provider_unregister(provider);
}
