/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The probe table: a directory of chunks, so that a probe never moves, its
 * id leads to it without a lock, and a hundred thousand cost one allocation per 256.
 * Control lock held, except dtrace_probe_slot(), which a firing uses.
 *
 * Ids go round: the next one is the first free one behind the last, so that one comes back as late
 * as possible; the lists of a name stay in order of id nevertheless. An id whose probe is gone is
 * free when no ECB refers to it any more.
 *
 * Destroying is in two steps: dtrace_probe_destroy() makes the probe unfindable and unlinks
 * its ECBs at once; dtrace_probes_reap() (when the lock is released, one wait for the whole batch)
 * lets the provider free its data once no firing can be using it.
 */
#include "objects.h"

int dtrace_probes_start(void)
{
	dtrace_engine.chunks = host_alloc(DTRACE_CHUNKS * sizeof(struct dtrace_chunk *));
	return dtrace_engine.chunks != NULL ? 0 : -ENOMEM;
}

void dtrace_probes_stop(void)
{
	uint32_t i;

	if (dtrace_engine.chunks == NULL)
		return;
	for (i = 0; i <= dtrace_engine.highest >> DTRACE_CHUNK_SHIFT; i++)
		host_free(dtrace_engine.chunks[i]);
	host_free(dtrace_engine.chunks);
}

struct dtrace_probe *dtrace_probe_slot(dtrace_id_t id)
{
	struct dtrace_chunk *chunk;

	if (id == DTRACE_ID_NONE || id > DTRACE_ID_LAST)
		return NULL;
	chunk = DTRACE_LOAD(dtrace_engine.chunks[id >> DTRACE_CHUNK_SHIFT]);
	return chunk != NULL ? &chunk->probes[id & (DTRACE_CHUNK_PROBES - 1)] : NULL;
}

struct dtrace_probe *dtrace_probe_find(dtrace_id_t id)
{
	struct dtrace_probe *probe = dtrace_probe_slot(id);

	return probe != NULL && probe->alive ? probe : NULL;
}

struct dtrace_probe *dtrace_probe_handle(dtrace_id_t id)
{
	return dtrace_probe_find(id);
}

static struct dtrace_chunk *make_chunk(uint32_t number)
{
	struct dtrace_chunk *fresh = host_alloc(sizeof(*fresh));

	if (fresh != NULL)
		DTRACE_STORE(dtrace_engine.chunks[number], fresh);
	return fresh;
}

/* A free id from `id` on within its chunk, or NONE. */
static dtrace_id_t free_in_chunk(const struct dtrace_chunk *chunk, dtrace_id_t id)
{
	dtrace_id_t last = id | (DTRACE_CHUNK_PROBES - 1);

	if (chunk->used == DTRACE_CHUNK_PROBES)
		return DTRACE_ID_NONE;
	for (; id <= last; id++)
		if (id != DTRACE_ID_NONE && chunk->probes[id & (DTRACE_CHUNK_PROBES - 1)].refs == 0)
			return id;
	return DTRACE_ID_NONE;
}

/* The next free id, with a slot for it; NONE when all are in use or there is no memory. */
static dtrace_id_t free_id(void)
{
	dtrace_id_t id = dtrace_engine.last + 1, found;
	uint32_t tried;

	for (tried = 0; tried <= DTRACE_CHUNKS; tried++) {
		uint32_t number = id >> DTRACE_CHUNK_SHIFT;

		if (number == DTRACE_CHUNKS)
			number = id = 0;
		if (dtrace_engine.chunks[number] == NULL && make_chunk(number) == NULL)
			return DTRACE_ID_NONE;
		found = free_in_chunk(dtrace_engine.chunks[number], id);
		if (found != DTRACE_ID_NONE)
			return found;
		id = (number + 1) << DTRACE_CHUNK_SHIFT;
	}
	return DTRACE_ID_NONE;
}

/* Into the list of a name, in order of id: nearly always at its end. */
static void add_user(struct dtrace_probe *probe, enum dtrace_part part)
{
	struct dtrace_name *name = probe->names[part];
	dtrace_id_t previous = name->users[part].last, next = DTRACE_ID_NONE;

	while (previous != DTRACE_ID_NONE && previous > probe->id) {
		next = previous;
		previous = dtrace_probe_slot(previous)->links[part].previous;
	}
	probe->links[part].previous = previous;
	probe->links[part].next = next;
	if (previous != DTRACE_ID_NONE)
		dtrace_probe_slot(previous)->links[part].next = probe->id;
	else
		name->users[part].first = probe->id;
	if (next != DTRACE_ID_NONE)
		dtrace_probe_slot(next)->links[part].previous = probe->id;
	else
		name->users[part].last = probe->id;
	name->users[part].count++;
}

static void remove_user(struct dtrace_probe *probe, enum dtrace_part part)
{
	struct dtrace_name *name = probe->names[part];
	dtrace_id_t previous = probe->links[part].previous, next = probe->links[part].next;

	if (previous != DTRACE_ID_NONE)
		dtrace_probe_slot(previous)->links[part].next = next;
	else
		name->users[part].first = next;
	if (next != DTRACE_ID_NONE)
		dtrace_probe_slot(next)->links[part].previous = previous;
	else
		name->users[part].last = previous;
	name->users[part].count--;
}

static dtrace_id_t lookup(struct dtrace_name *const names[PARTS])
{
	enum dtrace_part part, shortest = PART_PROVIDER;
	const struct dtrace_probe *probe;
	dtrace_id_t id;

	for (part = PART_PROVIDER; part < PARTS; part++) {
		if (names[part] == NULL)
			return DTRACE_ID_NONE;
		if (names[part]->users[part].count < names[shortest]->users[shortest].count)
			shortest = part;
	}
	for (id = names[shortest]->users[shortest].first; id != DTRACE_ID_NONE;
	     id = probe->links[shortest].next) {
		probe = dtrace_probe_slot(id);
		if (memcmp(probe->names, names, sizeof(probe->names)) == 0)
			return id;
	}
	return DTRACE_ID_NONE;
}

dtrace_id_t dtrace_probe_lookup(struct dtrace_provider *provider, const char *module,
				const char *function, const char *name)
{
	struct dtrace_name *names[PARTS] = {dtrace_name_find(provider->name),
					    dtrace_name_find(module), dtrace_name_find(function),
					    dtrace_name_find(name)};

	return lookup(names);
}

static void release_names(struct dtrace_name *names[PARTS])
{
	enum dtrace_part part;

	for (part = PART_PROVIDER; part < PARTS; part++) {
		dtrace_name_release(names[part]);
		names[part] = NULL;
	}
}

static bool hold_names(struct dtrace_name *names[PARTS], const struct dtrace_provider *provider,
		       const char *module, const char *function, const char *name)
{
	names[PART_PROVIDER] = dtrace_name_hold(provider->name);
	names[PART_MODULE] = dtrace_name_hold(module);
	names[PART_FUNCTION] = dtrace_name_hold(function);
	names[PART_NAME] = dtrace_name_hold(name);
	return names[PART_PROVIDER] != NULL && names[PART_MODULE] != NULL &&
	       names[PART_FUNCTION] != NULL && names[PART_NAME] != NULL;
}

static void note_new(struct dtrace_probe *probe)
{
	probe->novelty = PROBE_NEW;
	if (dtrace_engine.new_from == DTRACE_ID_NONE || probe->id < dtrace_engine.new_from)
		dtrace_engine.new_from = probe->id;
	dtrace_engine.new_to = DTRACE_MAX(dtrace_engine.new_to, probe->id);
}

void dtrace_probes_age(dtrace_id_t from, dtrace_id_t to, enum dtrace_novelty was,
		       enum dtrace_novelty is)
{
	dtrace_id_t id;

	for (id = from; id <= to; id++) {
		struct dtrace_probe *probe = dtrace_probe_slot(id);

		if (probe == NULL) /* a chunk that is gone: on to the next */
			id |= DTRACE_CHUNK_PROBES - 1;
		else if (probe->novelty == was)
			probe->novelty = (uint8_t)is;
	}
}

dtrace_id_t dtrace_probe_create(struct dtrace_provider *provider, const char *module,
				const char *function, const char *name, void *probe_data)
{
	struct dtrace_name *names[PARTS] = {NULL};
	struct dtrace_probe *probe;
	enum dtrace_part part;
	dtrace_id_t id;

	HOST_ASSERT(host_mutex_held(dtrace_engine.mutex));
	if (strlen(module) >= DTRACE_MODULE_LEN || strlen(function) >= DTRACE_FUNCTION_LEN ||
	    strlen(name) >= DTRACE_NAME_LEN)
		return DTRACE_ID_NONE;
	if (!hold_names(names, provider, module, function, name) ||
	    lookup(names) != DTRACE_ID_NONE || (id = free_id()) == DTRACE_ID_NONE) {
		release_names(names);
		return DTRACE_ID_NONE;
	}
	probe = dtrace_probe_slot(id);
	memset(probe, 0, sizeof(*probe));
	probe->id = id;
	probe->provider = provider;
	probe->data = probe_data;
	probe->refs = 1;
	probe->alive = true;
	memcpy(probe->names, names, sizeof(probe->names));
	for (part = PART_PROVIDER; part < PARTS; part++)
		add_user(probe, part);
	dtrace_engine.chunks[id >> DTRACE_CHUNK_SHIFT]->used++;
	dtrace_engine.last = id;
	dtrace_engine.highest = DTRACE_MAX(dtrace_engine.highest, id);
	note_new(probe);
	return id;
}

/* A chunk goes when nothing refers to its probes, unless the next id will be of it; no firing can
 * reach them any more. */
void dtrace_probe_release(struct dtrace_probe *probe)
{
	uint32_t number = probe->id >> DTRACE_CHUNK_SHIFT;
	struct dtrace_chunk *chunk = dtrace_engine.chunks[number];

	if (--probe->refs != 0)
		return;
	release_names(probe->names);
	if (--chunk->used != 0 || number == (dtrace_engine.last + 1) >> DTRACE_CHUNK_SHIFT)
		return;
	DTRACE_STORE(dtrace_engine.chunks[number], NULL);
	host_synchronize();
	host_free(chunk);
}

void dtrace_probe_destroy(struct dtrace_provider *provider, dtrace_id_t id)
{
	struct dtrace_probe *probe = dtrace_probe_find(id);
	enum dtrace_part part;

	HOST_ASSERT(host_mutex_held(dtrace_engine.mutex));
	if (probe == NULL || probe->provider != provider)
		return;
	for (part = PART_PROVIDER; part < PARTS; part++)
		remove_user(probe, part);
	probe->alive = false;
	while (probe->ecbs != NULL)
		dtrace_ecb_unlink(probe->ecbs);
	probe->links[0].next = dtrace_engine.dying;
	dtrace_engine.dying = id;
}

/* Settled by one commit and one wait, however many probes go. */
void dtrace_probes_reap(void)
{
	if (dtrace_engine.dying == DTRACE_ID_NONE)
		return;
	dtrace_providers_commit();
	host_synchronize();
	while (dtrace_engine.dying != DTRACE_ID_NONE) {
		struct dtrace_probe *probe = dtrace_probe_slot(dtrace_engine.dying);
		struct dtrace_provider *provider = probe->provider;

		dtrace_engine.dying = probe->links[0].next;
		if (provider->ops->destroy != NULL)
			provider->ops->destroy(provider->data, probe->id, probe->data);
		probe->data = NULL;
		dtrace_probe_release(probe);
	}
}

static void describe_part(const struct dtrace_probe *probe, enum dtrace_part part, char *to)
{
	memcpy(to, probe->names[part]->text, probe->names[part]->length + 1);
}

void dtrace_probe_describe(const struct dtrace_probe *probe, struct dtrace_probe_desc *desc)
{
	memset(desc, 0, sizeof(*desc));
	desc->id = probe->id;
	describe_part(probe, PART_PROVIDER, desc->provider);
	describe_part(probe, PART_MODULE, desc->module);
	describe_part(probe, PART_FUNCTION, desc->function);
	describe_part(probe, PART_NAME, desc->name);
}

bool dtrace_probe_active(dtrace_id_t id)
{
	const struct dtrace_probe *probe = dtrace_probe_slot(id);

	return probe != NULL && DTRACE_PEEK(probe->ecbs) != NULL;
}

bool dtrace_probe_wanted(dtrace_id_t id)
{
	const struct dtrace_probe *probe = dtrace_probe_find(id);

	HOST_ASSERT(host_mutex_held(dtrace_engine.mutex));
	return probe != NULL && probe->refs > 1;
}
