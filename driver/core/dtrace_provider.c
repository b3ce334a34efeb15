/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The provider "dtrace": BEGIN, END and ERROR. They never fire by themselves; the engine fires each
 * for one consumer (dtrace_fire_own). Control path.
 */
#include "objects.h"

static int enable(void *data, dtrace_id_t id, void *probe_data)
{
	return 0;
}

static void disable(void *data, dtrace_id_t id, void *probe_data)
{
}

static const struct dtrace_provider_ops ops = {.enable = enable, .disable = disable};

static const struct dtrace_provider_attributes attributes = {
	.provider = {DTRACE_STABILITY_STABLE, DTRACE_STABILITY_STABLE, DTRACE_CLASS_COMMON},
	.module = {DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_UNKNOWN},
	.function = {DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_UNKNOWN},
	.name = {DTRACE_STABILITY_STABLE, DTRACE_STABILITY_STABLE, DTRACE_CLASS_COMMON},
	.args = {DTRACE_STABILITY_STABLE, DTRACE_STABILITY_STABLE, DTRACE_CLASS_COMMON},
};

int dtrace_own_provider_start(void)
{
	struct dtrace_engine *engine = &dtrace_engine;
	int error = dtrace_provider_register("dtrace", &attributes, &ops, NULL, &engine->own);

	if (error != 0)
		return error;
	dtrace_lock();
	engine->begin = dtrace_probe_create(engine->own, "", "", "BEGIN", NULL);
	engine->end = dtrace_probe_create(engine->own, "", "", "END", NULL);
	engine->error = dtrace_probe_create(engine->own, "", "", "ERROR", NULL);
	dtrace_unlock();
	if (engine->begin != DTRACE_ID_NONE && engine->end != DTRACE_ID_NONE &&
	    engine->error != DTRACE_ID_NONE)
		return 0;
	dtrace_own_provider_stop();
	return -ENOMEM;
}

void dtrace_own_provider_stop(void)
{
	dtrace_provider_unregister(dtrace_engine.own);
	dtrace_engine.own = NULL;
}
