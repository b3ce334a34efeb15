/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The engine and its providers, started in order and stopped backwards; and the engine's view of
 * CPUs that come and go. Thread context.
 *
 * Consumers hold a reference to the module, so when it stops nothing is enabled and no
 * provider can be busy; one that says so nevertheless is a broken invariant.
 */
#include <linux/kernel.h>
#include <linux/moduleparam.h>
#include <linux/time64.h>

#include "../core/engine.h"
#include "../core/host.h"
#include "../providers/providers.h"
#include "hotplug.h"
#include "host_parts.h"

static unsigned int deadman = DTRACE_DEADMAN / NSEC_PER_SEC;
module_param(deadman, uint, 0400);
MODULE_PARM_DESC(deadman, "seconds a consumer may be silent before its tracing ends (0: for ever)");

static const struct provider_entry {
	const char *name;
	int (*start)(void);
	int (*stop)(void);
} providers[] = {
	{ "profile", profile_provider_start, profile_provider_stop },
	{ "fbt", fbt_provider_start, fbt_provider_stop },
	{ "instr", instr_provider_start, instr_provider_stop },
	{ "syscall", syscall_provider_start, syscall_provider_stop },
	{ "user", user_provider_start, user_provider_stop },
	{ "events", event_providers_start, event_providers_stop },
	{ "sdt", sdt_provider_start, sdt_provider_stop },
};

static void stop_providers(size_t count)
{
	while (count--)
		HOST_ASSERT(providers[count].stop() == 0);
}

static int start_providers(void)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(providers); i++) {
		uint64_t start = host_time();
		int error = providers[i].start();

		if (error) {
			host_log("provider %s cannot start: error %d", providers[i].name, error);
			stop_providers(i);
			return error;
		}
		pr_debug("provider %s started in %llu ms\n", providers[i].name,
			 (host_time() - start) / 1000000);
	}
	return 0;
}

static void cpu_changed(unsigned int cpu, bool online)
{
	dtrace_cpu_changed(cpu, online);
	if (online)
		timers_cpu_online(cpu);
}

int engine_parts_start(void)
{
	int error = dtrace_engine_start();

	if (error)
		return error;
	dtrace_deadman_set(deadman * (uint64_t)NSEC_PER_SEC);
	error = start_providers();
	if (error) {
		dtrace_engine_stop();
		return error;
	}
	hotplug_listen(cpu_changed);
	return 0;
}

void engine_parts_stop(void)
{
	hotplug_listen(NULL);
	stop_providers(ARRAY_SIZE(providers));
	HOST_ASSERT(dtrace_engine_stop() == 0);
}
