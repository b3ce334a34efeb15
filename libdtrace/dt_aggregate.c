/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Collecting aggregations: the engine hands over what each CPU has gathered since the last
 * time and forgets it; here it is merged into one hash table for the whole run.
 *
 * Two entries are the same if variable and keys agree, byte for byte, whatever clause
 * made them. The table grows with its entries, so a million keys stay linear.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>

#include "dt_aggregate.h"
#include "dt_aggval.h"

#define FIRST_BUCKETS 256

int dt_aggregates_open(struct dtrace_hdl *hdl)
{
	struct dt_aggregates *aggregates = calloc(1, sizeof(*aggregates));

	hdl->aggregates = aggregates;
	if (aggregates) {
		aggregates->bucket_count = FIRST_BUCKETS;
		aggregates->buckets = calloc(FIRST_BUCKETS, sizeof(*aggregates->buckets));
	}
	if (!aggregates || !aggregates->buckets)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	return 0;
}

static void free_entry(struct dtrace_hdl *hdl, struct dt_aggregate_entry *entry)
{
	for (uint32_t cpu = 0; entry->percpu && cpu < hdl->conf.cpus; cpu++)
		free(entry->percpu[cpu]);
	free(entry->percpu);
	free(entry->key);
	free(entry->data);
	free(entry);
}

void dtrace_aggregate_clear(dtrace_hdl_t *hdl)
{
	struct dt_aggregates *aggregates = hdl->aggregates;

	for (size_t i = 0; i < aggregates->bucket_count; i++) {
		while (aggregates->buckets[i]) {
			struct dt_aggregate_entry *entry = aggregates->buckets[i];

			aggregates->buckets[i] = entry->next;
			free_entry(hdl, entry);
		}
	}
	aggregates->entry_count = 0;
}

static void free_scratch(struct dt_aggregates *aggregates)
{
	if (aggregates->scratch)
		munmap(aggregates->scratch, aggregates->scratch_size);
	aggregates->scratch = NULL;
	aggregates->scratch_size = 0;
}

void dt_aggregates_close(struct dtrace_hdl *hdl)
{
	struct dt_aggregates *aggregates = hdl->aggregates;

	if (!aggregates)
		return;
	if (aggregates->buckets)
		dtrace_aggregate_clear(hdl);
	for (uint32_t i = 0; i < aggregates->desc_room; i++) {
		if (aggregates->descs[i])
			free(aggregates->descs[i]->all);
		free(aggregates->descs[i]);
	}
	free(aggregates->descs);
	free(aggregates->buckets);
	free(aggregates->variables);
	free_scratch(aggregates);
	free(aggregates->modules);
	free(aggregates);
	hdl->aggregates = NULL;
}

/* --- descriptions -------------------------------------------------------------------------- */

static int ask_desc(struct dtrace_hdl *hdl, struct dt_aggdesc *desc)
{
	struct dtrace_ioc_aggdesc ask = {.id = desc->id};

	if (dt_control(hdl, DTRACEIOC_AGGDESC, &ask) && hdl->error != ENOSPC)
		return -1;
	desc->all = calloc(ask.count + 1ul, sizeof(*desc->all));
	if (!desc->all)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	desc->records = desc->all + 1;
	ask.records = (uintptr_t)desc->records;
	if (dt_control(hdl, DTRACEIOC_AGGDESC, &ask))
		return -1;
	desc->variable = ask.variable;
	desc->size = ask.size;
	desc->count = ask.count;
	memcpy(desc->name, ask.name, sizeof(desc->name));
	desc->name[sizeof(desc->name) - 1] = '\0';
	if (!desc->count)
		return dt_set_error(hdl, EDT_BADAGG, "aggregation %u has no value", desc->id);
	desc->all[0] = (dtrace_recdesc_t){.action = DTRACEACT_DIFEXPR, .alignment = 4, .size = 4};
	desc->shown = (dtrace_aggdesc_t){.id = desc->id,
					 .varid = desc->variable,
					 .name = desc->name,
					 .size = desc->size,
					 .nrecs = desc->count + 1,
					 .rec = desc->all};
	for (uint32_t i = 0; i < desc->count; i++) {
		const struct dtrace_record_desc *record = &desc->records[i];

		if (record->size > desc->size || record->offset > desc->size - record->size)
			return dt_set_error(hdl, EDT_BADAGG, "aggregation %u has a record outside its data",
					    desc->id);
	}
	return 0;
}

static struct dt_aggdesc *describe(struct dtrace_hdl *hdl, dtrace_aggid_t id)
{
	struct dt_aggregates *aggregates = hdl->aggregates;
	struct dt_aggdesc *desc, **larger;

	if (id < aggregates->desc_room && aggregates->descs[id])
		return aggregates->descs[id];
	if (!id || id > 1u << 20) {
		dt_set_error(hdl, EDT_BADAGG, "there is no aggregation %u", id);
		return NULL;
	}
	if (id >= aggregates->desc_room) {
		uint32_t room = (id + 1) * 2;

		larger = realloc(aggregates->descs, room * sizeof(*larger));
		if (!larger) {
			dt_set_error(hdl, EDT_NOMEM, NULL);
			return NULL;
		}
		memset(larger + aggregates->desc_room, 0,
		       (room - aggregates->desc_room) * sizeof(*larger));
		aggregates->descs = larger;
		aggregates->desc_room = room;
	}
	desc = calloc(1, sizeof(*desc));
	if (!desc) {
		dt_set_error(hdl, EDT_NOMEM, NULL);
		return NULL;
	}
	desc->id = id;
	if (ask_desc(hdl, desc)) {
		free(desc->all);
		free(desc);
		return NULL;
	}
	return aggregates->descs[id] = desc;
}

struct dt_aggvar *dt_aggvar(struct dtrace_hdl *hdl, uint32_t variable)
{
	struct dt_aggregates *aggregates = hdl->aggregates;
	struct dt_aggvar *larger;

	for (size_t i = 0; i < aggregates->variable_count; i++) {
		if (aggregates->variables[i].id == variable)
			return &aggregates->variables[i];
	}
	larger = realloc(aggregates->variables,
			 (aggregates->variable_count + 1) * sizeof(*larger));
	if (!larger) {
		dt_set_error(hdl, EDT_NOMEM, NULL);
		return NULL;
	}
	aggregates->variables = larger;
	larger += aggregates->variable_count++;
	*larger = (struct dt_aggvar){.id = variable, .normal = 1};
	return larger;
}

/* --- the table ------------------------------------------------------------------------------- */

static uint64_t hash_bytes(uint64_t hash, const void *data, size_t size)
{
	const unsigned char *bytes = data;

	for (size_t i = 0; i < size; i++)
		hash = (hash ^ bytes[i]) * 0x100000001b3ull; /* FNV-1a */
	return hash;
}

static void grow_table(struct dt_aggregates *aggregates)
{
	size_t count = aggregates->bucket_count * 4;
	struct dt_aggregate_entry **buckets = calloc(count, sizeof(*buckets));

	if (!buckets)
		return; /* longer chains are slower, not wrong */
	for (size_t i = 0; i < aggregates->bucket_count; i++) {
		while (aggregates->buckets[i]) {
			struct dt_aggregate_entry *entry = aggregates->buckets[i];

			aggregates->buckets[i] = entry->next;
			entry->next = buckets[entry->hash % count];
			buckets[entry->hash % count] = entry;
		}
	}
	free(aggregates->buckets);
	aggregates->buckets = buckets;
	aggregates->bucket_count = count;
}

int64_t *dt_aggregate_value(const struct dt_aggregate_entry *entry)
{
	return (int64_t *)(entry->data + entry->desc->records[entry->desc->count - 1].offset);
}

static struct dt_aggregate_entry *find(struct dt_aggregates *aggregates, uint32_t variable,
				       uint64_t hash, const char *key, size_t size)
{
	struct dt_aggregate_entry *entry = aggregates->buckets[hash % aggregates->bucket_count];

	for (; entry; entry = entry->next) {
		if (entry->hash == hash && entry->desc->variable == variable &&
		    entry->key_size == size && !memcmp(entry->key, key, size))
			return entry;
	}
	return NULL;
}

static struct dt_aggregate_entry *insert(struct dtrace_hdl *hdl, const struct dt_aggdesc *desc,
					 uint64_t hash, char *key, size_t key_size, const char *data)
{
	struct dt_aggregates *aggregates = hdl->aggregates;
	struct dt_aggregate_entry *entry = calloc(1, sizeof(*entry));
	struct dt_aggvar *variable = dt_aggvar(hdl, desc->variable);

	if (entry)
		entry->data = malloc(desc->size);
	if (!entry || !entry->data || !variable) {
		free(entry);
		free(key);
		dt_set_error(hdl, EDT_NOMEM, NULL);
		return NULL;
	}
	memcpy(entry->data, data, desc->size);
	entry->desc = desc;
	entry->hash = hash;
	entry->key = key;
	entry->key_size = key_size;
	entry->normal = variable->normal;
	if (++aggregates->entry_count > aggregates->bucket_count * 2)
		grow_table(aggregates);
	entry->next = aggregates->buckets[hash % aggregates->bucket_count];
	aggregates->buckets[hash % aggregates->bucket_count] = entry;
	return entry;
}

/* aggpercpu: what this CPU gathered is kept beside the whole. */
static int merge_percpu(struct dtrace_hdl *hdl, struct dt_aggregate_entry *entry, uint32_t cpu,
			const struct dtrace_record_desc *value, const int64_t *from)
{
	if (!entry->percpu)
		entry->percpu = calloc(hdl->conf.cpus, sizeof(*entry->percpu));
	if (!entry->percpu)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	if (entry->percpu[cpu]) {
		dt_aggval_merge(value->action, entry->percpu[cpu], from, value->size);
		return 0;
	}
	entry->percpu[cpu] = malloc(value->size);
	if (!entry->percpu[cpu])
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	memcpy(entry->percpu[cpu], from, value->size);
	return 0;
}

static int merge_entry(struct dtrace_hdl *hdl, uint32_t cpu, const struct dt_aggdesc *desc, char *data)
{
	const int64_t *from = (const int64_t *)(data + desc->records[desc->count - 1].offset);
	const struct dtrace_record_desc *value = &desc->records[desc->count - 1];
	struct dt_aggregate_entry *entry;
	uint64_t hash;
	size_t size;
	char *key = dt_aggregate_key(hdl, desc, data, &size);

	if (!key)
		return -1;
	hash = hash_bytes(0xcbf29ce484222325ull ^ desc->variable, key, size);
	entry = find(hdl->aggregates, desc->variable, hash, key, size);
	if (entry) {
		free(key);
		if (entry->cleared)
			memcpy(dt_aggregate_value(entry), from, value->size);
		else
			dt_aggval_merge(value->action, dt_aggregate_value(entry), from, value->size);
		entry->cleared = false;
	} else {
		entry = insert(hdl, desc, hash, key, size, data);
		if (!entry)
			return -1;
	}
	return hdl->output->switches[DT_SWITCH_AGGPERCPU] ? merge_percpu(hdl, entry, cpu, value, from) : 0;
}

void dt_aggregate_remove(struct dtrace_hdl *hdl, struct dt_aggregate_entry *entry)
{
	struct dt_aggregates *aggregates = hdl->aggregates;
	struct dt_aggregate_entry **link = &aggregates->buckets[entry->hash % aggregates->bucket_count];

	while (*link != entry)
		link = &(*link)->next;
	*link = entry->next;
	aggregates->entry_count--;
	free_entry(hdl, entry);
}

/* --- reading --------------------------------------------------------------------------------- */

static int merge_snapshot(struct dtrace_hdl *hdl, uint32_t cpu, char *data, size_t size)
{
	for (size_t at = 0; size - at >= 2 * sizeof(uint32_t);) {
		const uint32_t *head = (const void *)(data + at);
		const struct dt_aggdesc *desc;

		if (!head[0]) { /* padding */
			at += 8;
			continue;
		}
		desc = describe(hdl, head[0]);
		if (!desc)
			return -1;
		if (head[1] < desc->size || head[1] > size - at || head[1] % 8)
			return dt_set_error(hdl, EDT_BADAGG,
					    "an aggregation buffer is damaged: %u bytes for aggregation %u",
					    head[1], head[0]);
		if (merge_entry(hdl, cpu, desc, data + at))
			return -1;
		at += head[1];
	}
	return 0;
}

static int snap_cpu(struct dtrace_hdl *hdl, uint32_t cpu)
{
	struct dt_aggregates *aggregates = hdl->aggregates;
	struct dtrace_ioc_snapshot snapshot = {.cpu = cpu,
					       .buffer = (uintptr_t)aggregates->scratch,
					       .capacity = aggregates->scratch_size};

	if (dt_control(hdl, DTRACEIOC_AGGSNAP, &snapshot))
		return hdl->error == ENXIO || hdl->error == ENOENT ? 0 : -1;
	if (snapshot.size > aggregates->scratch_size)
		return dt_set_error(hdl, EDT_BADAGG, "aggregation buffer of CPU %u is larger than it was made",
				    cpu);
	if (dt_report_drops(hdl, cpu, DTRACEDROP_AGGREGATION, snapshot.drops))
		return -1;
	return merge_snapshot(hdl, cpu, aggregates->scratch, snapshot.size);
}

int dt_aggregate_poll(struct dtrace_hdl *hdl, bool force)
{
	uint64_t now = dt_now();

	if (!force && now < hdl->consumer->last_aggregate + dt_option(hdl, DTRACEOPT_AGGRATE))
		return 0;
	hdl->consumer->last_aggregate = now;
	return dtrace_aggregate_snap(hdl);
}

/* As large as a CPU's buffer, but memory only for what is ever in it. */
static int make_scratch(struct dtrace_hdl *hdl, size_t size)
{
	struct dt_aggregates *aggregates = hdl->aggregates;
	char *scratch;

	if (aggregates->scratch_size >= size)
		return 0;
	scratch = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
		       -1, 0);
	if (scratch == MAP_FAILED)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	free_scratch(aggregates);
	aggregates->scratch = scratch;
	aggregates->scratch_size = size;
	return 0;
}

int dtrace_aggregate_snap(dtrace_hdl_t *hdl)
{
	size_t size = hdl->consumer->aggregation_size;

	if (!hdl->active || !size)
		return 0;
	if (make_scratch(hdl, size))
		return -1;
	for (uint32_t cpu = 0; cpu < hdl->conf.cpus; cpu++) {
		if (snap_cpu(hdl, cpu))
			return -1;
	}
	return 0;
}
