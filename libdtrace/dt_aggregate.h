/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Aggregations as the consumer holds them: one entry a key and variable, all CPUs
 * and clauses merged. Shared by dt_aggregate.c (collecting), dt_aggsort.c and dt_aggprint.c.
 */
#ifndef DT_AGGREGATE_H
#define DT_AGGREGATE_H

#include "dt_consumer.h"

/* What the engine says of an aggregation; one variable may have several, from different clauses. */
struct dt_aggdesc {
	dtrace_aggid_t id;
	uint32_t variable;
	uint32_t size;
	uint32_t count; /* records; the last is the value */
	struct dtrace_record_desc *records;
	char name[64];
	dtrace_aggdesc_t shown; /* as walkers see it: one record more, before `records` */
	struct dtrace_record_desc *all;
};

struct dt_aggregate_entry {
	struct dt_aggregate_entry *next; /* hash chain */
	const struct dt_aggdesc *desc;
	uint64_t hash;
	size_t key_size;
	char *key;  /* canonical: sizes and bytes of all keys, without the variable */
	char *data; /* as the engine laid it out: desc->size bytes */
	uint64_t normal;
	bool cleared;	  /* since the last merge: even a min() or max() is 0, and the next value wins */
	int64_t **percpu; /* aggpercpu: values by CPU, or NULL */
};

/* Per variable. */
struct dt_aggvar {
	uint32_t id;
	uint64_t normal; /* for entries yet to come; normalize() sets it */
	bool printed;
};

/* aggpack: the buckets one printing shows of a variable (dt_aggpack.c). */
struct dt_pack_range {
	bool known, any;
	uint32_t variable;
	size_t first, last;
};

/* An address that stands for a module in keys (dt_aggkey.c). */
struct dt_module_key {
	char name[DTRACE_MODULE_LEN];
	uint64_t address;
};

struct dt_aggregates {
	struct dt_module_key *modules;
	size_t module_count;
	struct dt_pack_range pack; /* forgotten when a printing begins */
	struct dt_aggdesc **descs; /* by aggregation id */
	uint32_t desc_room;
	struct dt_aggregate_entry **buckets;
	size_t bucket_count, entry_count;
	struct dt_aggvar *variables;
	size_t variable_count;
	char *scratch; /* one CPU's snapshot */
	size_t scratch_size;
};

/* Never NULL but for lack of memory. */
struct dt_aggvar *dt_aggvar(struct dtrace_hdl *hdl, uint32_t variable);
/* What walkers see of an entry. */
dtrace_aggdata_t dt_aggregate_data(struct dtrace_hdl *hdl, const struct dt_aggregate_entry *entry);
/*
 * Sizes and bytes of all keys, one behind the other, malloc'ed; keys in data that stand for a
 * symbol are made equal.
 */
char *dt_aggregate_key(struct dtrace_hdl *hdl, const struct dt_aggdesc *desc, char *data, size_t *size);
int64_t *dt_aggregate_value(const struct dt_aggregate_entry *entry);

/*
 * All entries in an array (malloc'ed), sorted by the options if asked; *count of them. NULL: no
 * memory.
 */
struct dt_aggregate_entry **dt_aggregate_list(struct dtrace_hdl *hdl, bool sorted, size_t *count);
/* Keys left to right, from option aggsortkeypos on. */
int dt_aggregate_compare_keys(struct dtrace_hdl *hdl, const struct dt_aggregate_entry *a,
			      const struct dt_aggregate_entry *b);
int dt_aggregate_compare_values(const struct dt_aggregate_entry *a,
				const struct dt_aggregate_entry *b);
/* By the options: value or key first, reversed or not; the same variable. */
int dt_aggregate_compare(struct dtrace_hdl *hdl, const struct dt_aggregate_entry *a,
			 const struct dt_aggregate_entry *b);
/* The keys stay, the value is as if nothing had been added. */
void dt_aggregate_clear_entry(struct dtrace_hdl *hdl, struct dt_aggregate_entry *entry);
/* Remove an entry from the table and free it. */
void dt_aggregate_remove(struct dtrace_hdl *hdl, struct dt_aggregate_entry *entry);

#endif
