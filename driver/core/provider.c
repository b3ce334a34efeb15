/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Providers: registration, asking them for probes, switching their probes on and
 * off in batches, and settling what changed before the control lock is released. Control
 * lock held except where provider.h says that a function takes it.
 */
#include "objects.h"

struct dtrace_provider *dtrace_provider_find(const char *name)
{
	struct dtrace_provider *provider;

	for (provider = dtrace_engine.providers; provider != NULL; provider = provider->next)
		if (strlen(provider->name) == strlen(name) &&
		    memcmp(provider->name, name, strlen(name)) == 0)
			return provider;
	return NULL;
}

static void append_provider(struct dtrace_provider *provider)
{
	struct dtrace_provider **at = &dtrace_engine.providers;

	while (*at != NULL)
		at = &(*at)->next;
	*at = provider;
}

int dtrace_provider_register(const char *name, const struct dtrace_provider_attributes *attributes,
			     const struct dtrace_provider_ops *ops, void *data,
			     struct dtrace_provider **provider)
{
	struct dtrace_provider *fresh;
	size_t length = strlen(name);
	int error = 0;

	if (length == 0 || length >= DTRACE_PROVIDER_LEN || ops == NULL || ops->enable == NULL ||
	    ops->disable == NULL)
		return -EINVAL;
	fresh = host_alloc(sizeof(*fresh));
	if (fresh == NULL)
		return -ENOMEM;
	memcpy(fresh->name, name, length + 1);
	if (attributes != NULL)
		fresh->attributes = *attributes;
	fresh->ops = ops;
	fresh->data = data;
	dtrace_lock();
	if (dtrace_provider_find(name) != NULL)
		error = -EEXIST;
	else
		append_provider(fresh);
	dtrace_unlock();
	if (error != 0)
		host_free(fresh);
	else
		*provider = fresh;
	return error;
}

struct destroy_all {
	struct dtrace_provider *provider;
	bool busy;
};

static int note_armed(struct dtrace_probe *probe, void *argument)
{
	struct destroy_all *all = argument;

	all->busy |= probe->armed != 0;
	return all->busy;
}

static int destroy_one(struct dtrace_probe *probe, void *argument)
{
	struct destroy_all *all = argument;

	dtrace_probe_destroy(all->provider, probe->id);
	return 0;
}

static void for_all_probes(struct dtrace_provider *provider,
			   int (*visit)(struct dtrace_probe *, void *), void *argument)
{
	const struct dtrace_name *name = dtrace_name_find(provider->name);
	dtrace_id_t id, next;

	if (name == NULL)
		return;
	for (id = name->users[PART_PROVIDER].first; id != DTRACE_ID_NONE; id = next) {
		struct dtrace_probe *probe = dtrace_probe_slot(id);

		next = probe->links[PART_PROVIDER].next;
		if (visit(probe, argument) != 0)
			return;
	}
}

int dtrace_provider_unregister(struct dtrace_provider *provider)
{
	struct destroy_all all = {provider, false};
	struct dtrace_provider **at;

	dtrace_lock();
	for_all_probes(provider, note_armed, &all);
	if (all.busy) {
		dtrace_unlock();
		return -EBUSY;
	}
	for_all_probes(provider, destroy_one, &all);
	dtrace_probes_reap();
	for (at = &dtrace_engine.providers; *at != provider; at = &(*at)->next)
		;
	*at = provider->next;
	dtrace_unlock();
	host_free(provider);
	return 0;
}

static bool means_everything(const struct dtrace_probe_desc *pattern)
{
	return pattern->id == DTRACE_ID_NONE && pattern->provider[0] == '\0' &&
	       pattern->module[0] == '\0' && pattern->function[0] == '\0' &&
	       pattern->name[0] == '\0';
}

void dtrace_provide(const struct dtrace_probe_desc *pattern)
{
	struct dtrace_provider *provider;

	if (pattern->id != DTRACE_ID_NONE)
		return;
	if (means_everything(pattern))
		pattern = NULL;
	for (provider = dtrace_engine.providers; provider != NULL; provider = provider->next)
		if (provider->ops->provide != NULL)
			provider->ops->provide(provider->data, pattern);
}

void dtrace_probe_arm(struct dtrace_probe *probe)
{
	struct dtrace_provider *provider = probe->provider;

	if (probe->armed++ != 0)
		return;
	probe->refused = provider->ops->enable(provider->data, probe->id, probe->data) != 0;
	probe->incomplete = probe->refused;
	provider->dirty = true;
}

void dtrace_probe_incomplete(dtrace_id_t id)
{
	struct dtrace_probe *probe = dtrace_probe_find(id);

	if (probe != NULL)
		probe->incomplete = true;
}

void dtrace_probe_disarm(struct dtrace_probe *probe)
{
	struct dtrace_provider *provider = probe->provider;

	if (--probe->armed != 0)
		return;
	if (!probe->refused)
		provider->ops->disable(provider->data, probe->id, probe->data);
	provider->dirty = true;
}

void dtrace_providers_commit(void)
{
	struct dtrace_provider *provider;

	for (provider = dtrace_engine.providers; provider != NULL; provider = provider->next) {
		int error;

		if (!provider->dirty)
			continue;
		provider->dirty = false;
		if (provider->ops->commit == NULL)
			continue;
		error = provider->ops->commit(provider->data);
		if (error != 0)
			host_log("dtrace: provider %s could not change its probes: error %d",
				 provider->name, -error);
	}
}

/* Let retained enablings see the probes that are new now; callbacks may make newer ones meanwhile.
 */
static void introduce_new(void)
{
	dtrace_id_t from = dtrace_engine.new_from, to = dtrace_engine.new_to;

	if (from == DTRACE_ID_NONE)
		return;
	dtrace_engine.new_from = dtrace_engine.new_to = DTRACE_ID_NONE;
	dtrace_probes_age(from, to, PROBE_NEW, PROBE_ARRIVING);
	dtrace_enablings_match_new(from, to);
	dtrace_probes_age(from, to, PROBE_ARRIVING, PROBE_KNOWN);
}

/*
 * Bring the world in step after providers made or destroyed probes: finish the destroyed ones, let
 * retained enablings see the new ones. Callbacks may make more of either, so until nothing is left.
 */
void dtrace_settle(void)
{
	if (dtrace_engine.settling)
		return;
	dtrace_engine.settling = true;
	while (dtrace_engine.dying != DTRACE_ID_NONE || dtrace_engine.new_from != DTRACE_ID_NONE) {
		dtrace_probes_reap();
		introduce_new();
	}
	dtrace_providers_commit();
	dtrace_engine.settling = false;
}
