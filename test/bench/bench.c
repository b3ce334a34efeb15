/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What a firing costs in the in-process host, and what a thousand clauses and a million keys cost:
 * a provider of our own fires its one probe in a loop. The least of several rounds counts, because
 * other programs can only add to it.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "driver/core/provider.h"
#include "libdtrace/dtrace.h"

#define ROUNDS	20
#define FIRINGS 20000
#define KEYS	1000000

static struct dtrace_provider *provider;
static dtrace_id_t probe;

static int enable(void *data, dtrace_id_t id, void *probe_data)
{
	return 0;
}

static void disable(void *data, dtrace_id_t id, void *probe_data)
{
}

static void stop(dtrace_hdl_t *hdl, const char *what)
{
	fprintf(stderr, "bench: %s: %s\n", what,
		hdl ? dtrace_errmsg(hdl, dtrace_errno(hdl)) : "failed");
	exit(1);
}

/* The engine lives as long as a handle does. */
static void make_probe(void)
{
	static const struct dtrace_provider_ops ops = {.enable = enable, .disable = disable};

	if (dtrace_provider_register("bench", NULL, &ops, NULL, &provider))
		stop(NULL, "cannot register a provider");
	dtrace_provider_lock();
	probe = dtrace_probe_create(provider, "", "", "probe", NULL);
	dtrace_provider_unlock();
}

static uint64_t now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return time.tv_sec * 1000000000ull + time.tv_nsec;
}

static void fire(uint64_t first, unsigned int count)
{
	struct dtrace_firing firing;

	memset(&firing, 0, sizeof(firing));
	firing.args = 2;
	for (unsigned int i = 0; i < count; i++) {
		firing.arg[0] = first + i;
		dtrace_fire(probe, &firing);
	}
}

static dtrace_hdl_t *open_with(const char *program)
{
	dtrace_hdl_t *hdl = dtrace_open(DTRACE_VERSION, DTRACE_O_PROCESS, NULL);
	dtrace_prog_t *compiled;

	if (!hdl || dtrace_setopt(hdl, "bufsize", "16m") || dtrace_setopt(hdl, "aggsize", "256m") ||
	    dtrace_setopt(hdl, "switchrate", "1ns") || dtrace_setopt(hdl, "aggrate", "1ns"))
		stop(hdl, "open");
	compiled = dtrace_program_strcompile(hdl, program, DTRACE_PROBESPEC_NAME, 0, 0, NULL);
	if (!compiled || dtrace_program_exec(hdl, compiled, NULL) || dtrace_go(hdl))
		stop(hdl, program);
	return hdl;
}

static int skip(const dtrace_probedata_t *data, void *argument)
{
	++*(unsigned int *)argument;
	return DTRACE_CONSUME_NEXT;
}

/* Buffers are emptied between rounds, outside of the time taken. */
static void per_firing(const char *label, const char *program, int expected)
{
	dtrace_hdl_t *hdl = open_with(program);
	uint64_t least = UINT64_MAX;
	unsigned int records = 0;

	for (int round = 0; round < ROUNDS; round++) {
		uint64_t start = now(), taken;

		fire(1, FIRINGS);
		taken = now() - start;
		if (taken < least)
			least = taken;
		if (dtrace_work(hdl, NULL, skip, NULL, &records) == DTRACE_WORKSTATUS_ERROR)
			stop(hdl, "work");
	}
	dtrace_close(hdl);
	if (records != (unsigned int)expected * ROUNDS * FIRINGS)
		stop(NULL, label);
	printf("%-28s %7.1f ns a firing\n", label, (double)least / FIRINGS);
}

static void thousand_clauses(void)
{
	char *text = malloc(1000 * 200), *end = text;
	dtrace_hdl_t *hdl = dtrace_open(DTRACE_VERSION, DTRACE_O_PROCESS, NULL);
	dtrace_prog_t *program;
	uint64_t start;

	for (int i = 0; i < 1000; i++)
		end += sprintf(
			end,
			"bench:::probe /arg0 == %d && execname != \"x%d\"/ { self->v%d = timestamp; "
			"@a[execname, %d] = quantize(timestamp - self->v%d); printf(\"%%d %%s\\n\", arg1, probefunc); }\n",
			i, i, i % 50, i, i % 50);
	start = now();
	program = dtrace_program_strcompile(hdl, text, DTRACE_PROBESPEC_NAME, 0, 0, NULL);
	if (!program)
		stop(hdl, "a thousand clauses");
	printf("%-28s %7.1f ms\n", "compile 1,000 clauses", (now() - start) / 1e6);
	start = now();
	if (dtrace_program_exec(hdl, program, NULL))
		stop(hdl, "a thousand clauses");
	printf("%-28s %7.1f ms\n", "enable them", (now() - start) / 1e6);
	dtrace_close(hdl);
	free(text);
}

static void million_keys(void)
{
	dtrace_hdl_t *hdl = open_with("bench:::probe { @[arg0] = count(); }");
	FILE *out = fopen("/dev/null", "w");
	uint64_t start = now(), snap;

	fire(1, KEYS);
	printf("%-28s %7.1f ns a firing\n", "a million keys: count",
	       (double)(now() - start) / KEYS);
	snap = now();
	if (dtrace_aggregate_snap(hdl))
		stop(hdl, "snap");
	printf("%-28s %7.1f ms\n", "… read out and merged", (now() - snap) / 1e6);
	snap = now();
	if (dtrace_aggregate_print(hdl, out, NULL))
		stop(hdl, "print");
	printf("%-28s %7.1f ms\n", "… sorted and printed", (now() - snap) / 1e6);
	fclose(out);
	dtrace_close(hdl);
}

int main(void)
{
	dtrace_hdl_t *engine = dtrace_open(DTRACE_VERSION, DTRACE_O_PROCESS | DTRACE_O_NOSYS, NULL);

	if (!engine)
		stop(NULL, "open");
	make_probe();
	per_firing("empty clause", "bench:::probe { }", 1);
	per_firing("predicate false", "bench:::probe /arg0 == 0/ { }", 0);
	per_firing("@ = count()", "bench:::probe { @ = count(); }", 0);
	per_firing("@[execname] = count()", "bench:::probe { @[execname] = count(); }", 0);
	per_firing("@ = quantize(arg0)", "bench:::probe { @ = quantize(arg0); }", 0);
	per_firing("self->x = timestamp", "bench:::probe { self->x = timestamp; }", 1);
	per_firing("printf record", "bench:::probe { printf(\"%d %s\\n\", arg0, execname); }", 1);
	thousand_clauses();
	million_keys();
	dtrace_provider_unregister(provider);
	dtrace_close(engine);
	return 0;
}
