/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Aggregations: the functions, and the hash table inside each CPU's aggregation buffer. Probe
 * context unless said otherwise.
 *
 * Entries lie one after the other from the start of the buffer, as record.h says, and are all the
 * consumer gets. A new key is built where the next entry would lie (there is always room for one
 * more, beyond what may be used), looked up, and becomes an entry only if it is not there yet.
 */
#include "run.h"

/* --- the functions ----------------------------------------------------- */

static void start_zero(uint64_t *value, uint64_t arg)
{
}

static void start_min(uint64_t *value, uint64_t arg)
{
	value[0] = INT64_MAX;
}

static void start_max(uint64_t *value, uint64_t arg)
{
	value[0] = (uint64_t)INT64_MIN;
}

static void start_parameters(uint64_t *value, uint64_t arg)
{
	value[0] = arg;
}

static void add_count(uint64_t *value, int64_t x, int64_t weight, uint64_t arg)
{
	value[0]++;
}

static void add_sum(uint64_t *value, int64_t x, int64_t weight, uint64_t arg)
{
	value[0] += (uint64_t)x;
}

static void add_min(uint64_t *value, int64_t x, int64_t weight, uint64_t arg)
{
	if (x < (int64_t)value[0])
		value[0] = (uint64_t)x;
}

static void add_max(uint64_t *value, int64_t x, int64_t weight, uint64_t arg)
{
	if (x > (int64_t)value[0])
		value[0] = (uint64_t)x;
}

static void add_avg(uint64_t *value, int64_t x, int64_t weight, uint64_t arg)
{
	value[0]++;
	value[1] += (uint64_t)x;
}

/* Number, sum, sum of squares: low word, high word. */
static void add_stddev(uint64_t *value, int64_t x, int64_t weight, uint64_t arg)
{
	uint64_t magnitude = x < 0 ? 0 - (uint64_t)x : (uint64_t)x;
	unsigned __int128 squares = (unsigned __int128)value[3] << 64 | value[2];

	squares += (unsigned __int128)magnitude * magnitude;
	value[0]++;
	value[1] += (uint64_t)x;
	value[2] = (uint64_t)squares;
	value[3] = (uint64_t)(squares >> 64);
}

/* -2^62 … -1, 0, 1 … 2^62; the power of two at x or next to it towards zero. */
static unsigned int quantize_bucket(int64_t x)
{
	uint64_t magnitude = x < 0 ? 0 - (uint64_t)x : (uint64_t)x;
	unsigned int power;

	if (x == 0)
		return DTRACE_QUANTIZE_ZERO;
	power = 63 - (unsigned int)__builtin_clzll(magnitude);
	power = DTRACE_MIN(power, 62u);
	return x < 0 ? DTRACE_QUANTIZE_ZERO - 1 - power : DTRACE_QUANTIZE_ZERO + 1 + power;
}

static void add_quantize(uint64_t *value, int64_t x, int64_t weight, uint64_t arg)
{
	value[quantize_bucket(x)] += (uint64_t)weight;
}

static void add_lquantize(uint64_t *value, int64_t x, int64_t weight, uint64_t arg)
{
	int64_t base = DTRACE_LQUANTIZE_BASE(arg), step = DTRACE_LQUANTIZE_STEP(arg);
	int64_t levels = DTRACE_LQUANTIZE_LEVELS(arg), level = 0;

	x = (int32_t)x;
	if (x >= base) {
		level = (x - base) / step + 1;
		level = DTRACE_MIN(level, levels + 1);
	}
	value[1 + level] += (uint64_t)weight;
}

static uint64_t power_of(uint64_t factor, uint32_t exponent)
{
	uint64_t power = 1;

	while (exponent-- != 0)
		power *= factor;
	return power;
}

/* Does factor^exponent fit 64 bits? */
static bool power_fits(uint64_t factor, uint32_t exponent)
{
	uint64_t power = 1;

	for (; exponent != 0; exponent--) {
		if (power > UINT64_MAX / factor)
			return false;
		power *= factor;
	}
	return true;
}

/* Buckets of one magnitude: [f^m, f^(m+1)) in steps of f^(m+1)/nsteps, at least 1 wide. */
static uint32_t magnitude_buckets(uint64_t low, uint64_t factor, uint64_t nsteps)
{
	uint64_t step = low * factor / nsteps;

	return (uint32_t)((low * factor - low) / (step != 0 ? step : 1));
}

static uint32_t llquantize_bucket(int64_t x, uint64_t arg)
{
	uint64_t factor = DTRACE_LLQUANTIZE_FACTOR(arg), nsteps = DTRACE_LLQUANTIZE_NSTEPS(arg);
	uint32_t magnitude = DTRACE_LLQUANTIZE_LOW(arg), bucket = 1;
	uint64_t low = power_of(factor, magnitude);

	if (x < 0 || (uint64_t)x < low)
		return 0;
	for (; magnitude <= DTRACE_LLQUANTIZE_HIGH(arg); magnitude++, low *= factor) {
		uint64_t step = low * factor / nsteps;

		if ((uint64_t)x < low * factor)
			return bucket + (uint32_t)(((uint64_t)x - low) / (step != 0 ? step : 1));
		bucket += magnitude_buckets(low, factor, nsteps);
	}
	return bucket;
}

static void add_llquantize(uint64_t *value, int64_t x, int64_t weight, uint64_t arg)
{
	value[1 + llquantize_bucket(x, arg)] += (uint64_t)weight;
}

/* ORDER DTRACEAGG, from DTRACEAGG_COUNT. */
static const struct dtrace_aggregate functions[] = {
	{start_zero, add_count},
	{start_min, add_min},
	{start_max, add_max},
	{start_zero, add_avg},
	{start_zero, add_sum},
	{start_zero, add_stddev},
	{start_zero, add_quantize},
	{start_parameters, add_lquantize},
	{start_parameters, add_llquantize},
};

const struct dtrace_aggregate *dtrace_aggregate_function(unsigned int kind)
{
	if (kind < DTRACEAGG_COUNT || kind - DTRACEAGG_COUNT >= DTRACE_COUNT(functions))
		return NULL;
	return &functions[kind - DTRACEAGG_COUNT];
}

static uint32_t llquantize_words(uint64_t arg)
{
	uint64_t factor = DTRACE_LLQUANTIZE_FACTOR(arg), nsteps = DTRACE_LLQUANTIZE_NSTEPS(arg);
	uint32_t low = DTRACE_LLQUANTIZE_LOW(arg), high = DTRACE_LLQUANTIZE_HIGH(arg);
	uint32_t buckets = 2, magnitude;

	if (factor < 2 || nsteps < factor || nsteps % factor != 0 || low >= high || high > 63 ||
	    !power_fits(factor, high + 1))
		return 0;
	for (magnitude = low; magnitude <= high; magnitude++)
		buckets += magnitude_buckets(power_of(factor, magnitude), factor, nsteps);
	return 1 + buckets;
}

uint32_t dtrace_aggregate_words(unsigned int kind, uint64_t arg)
{
	switch (kind) {
	case DTRACEAGG_COUNT:
	case DTRACEAGG_MIN:
	case DTRACEAGG_MAX:
	case DTRACEAGG_SUM:
		return 1;
	case DTRACEAGG_AVG:
		return 2;
	case DTRACEAGG_STDDEV:
		return 4;
	case DTRACEAGG_QUANTIZE:
		return DTRACE_QUANTIZE_BUCKETS;
	case DTRACEAGG_LQUANTIZE:
		if (DTRACE_LQUANTIZE_STEP(arg) == 0 || DTRACE_LQUANTIZE_LEVELS(arg) == 0)
			return 0;
		return 1 + DTRACE_LQUANTIZE_LEVELS(arg) + 2;
	case DTRACEAGG_LLQUANTIZE:
		return llquantize_words(arg);
	default:
		return 0;
	}
}

/* --- the buffer [control] ---------------------------------------------- */

/* Entries without keys have 16 bytes, but there are few of them; any other has 24 at least. */
#define BYTES_PER_NODE 24u
#define NODES_BESIDE   64u
#define BUCKETS_MAX    (4u << 20) /* enough for chains of a few entries with 10 million keys */

static int create_index(const struct dtrace_agg_buffer *agg, struct dtrace_agg_index *index)
{
	index->buckets = host_alloc((agg->mask + 1) * sizeof(uint32_t));
	index->nodes = host_alloc(agg->node_count * sizeof(struct dtrace_agg_node));
	index->singles = host_alloc(agg->single_count * sizeof(uint32_t));
	return index->buckets != NULL && index->nodes != NULL && index->singles != NULL ? 0
											: -ENOMEM;
}

int dtrace_agg_buffer_create(struct dtrace_agg_buffer *agg, size_t size, size_t entry_max,
			     uint32_t aggregations)
{
	uint32_t buckets = 16;

	memset(agg, 0, sizeof(*agg));
	if (size / 16 >= UINT32_MAX ||
	    dtrace_buffer_create(&agg->buffer, size, entry_max, DTRACE_BUFPOLICY_SWITCH) != 0)
		return -ENOMEM;
	agg->node_count = (uint32_t)(size / BYTES_PER_NODE) + NODES_BESIDE;
	while (buckets < agg->node_count / 4 && buckets < BUCKETS_MAX)
		buckets *= 2;
	agg->mask = buckets - 1;
	agg->single_count = aggregations;
	if (create_index(agg, &agg->index[0]) == 0 && create_index(agg, &agg->index[1]) == 0)
		return 0;
	dtrace_agg_buffer_destroy(agg);
	return -ENOMEM;
}

void dtrace_agg_buffer_destroy(struct dtrace_agg_buffer *agg)
{
	unsigned int half;

	for (half = 0; half < 2; half++) {
		host_free(agg->index[half].buckets);
		host_free(agg->index[half].nodes);
		host_free(agg->index[half].singles);
	}
	dtrace_buffer_destroy(&agg->buffer);
	memset(agg, 0, sizeof(*agg));
}

void dtrace_agg_buffer_clear_spare(struct dtrace_agg_buffer *agg)
{
	if (agg->index[1].used == 0)
		return;
	memset(agg->index[1].buckets, 0, (agg->mask + 1) * sizeof(uint32_t));
	memset(agg->index[1].singles, 0, agg->single_count * sizeof(uint32_t));
	agg->index[1].used = 0;
}

void dtrace_agg_buffer_switch(struct dtrace_agg_buffer *agg)
{
	struct dtrace_agg_index index = agg->index[0];

	agg->index[0] = agg->index[1];
	agg->index[1] = index;
	dtrace_buffer_switch(&agg->buffer);
}

/* --- the hit ----------------------------------------------------------- */

/*
 * An entry in the making, where the next one would lie. Keys are hashed and compared by what they
 * hold (of a string the text with its NUL, of a stack its frames): used[] bytes each. The rest of a
 * key is zero in an entry; in a candidate it is not cleared before it becomes one, for most
 * never do.
 */
struct candidate {
	const struct dtrace_aggregation *aggregation;
	uint8_t *entry;
	uint32_t used[DTRACE_TUPLE_MAX];
	uint32_t hash;
};

static uint64_t mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * 0xff51afd7ed558ccdull;
	return hash ^ (hash >> 32);
}

static uint64_t word_at(const uint8_t *bytes)
{
	uint64_t word;

	memcpy(&word, bytes, sizeof(word));
	return word;
}

/* The 1 to 7 bytes behind the last whole word; the value behind the keys makes the read safe. */
static uint64_t tail_at(const uint8_t *bytes, uint32_t size)
{
	return word_at(bytes) & ((1ull << (size & 7) * 8) - 1);
}

static uint64_t hash_bytes(uint64_t hash, const uint8_t *bytes, uint32_t size)
{
	for (; size >= 8; size -= 8, bytes += 8)
		hash = mix(hash, word_at(bytes));
	return size != 0 ? mix(hash, tail_at(bytes, size)) : hash;
}

static bool same_bytes(const uint8_t *a, const uint8_t *b, uint32_t size)
{
	for (; size >= 8; size -= 8, a += 8, b += 8)
		if (word_at(a) != word_at(b))
			return false;
	return size == 0 || tail_at(a, size) == tail_at(b, size);
}

static bool same_keys(const struct candidate *candidate, const uint8_t *entry)
{
	const struct dtrace_aggregation *aggregation = candidate->aggregation;
	uint32_t i;

	if (word_at(entry) != word_at(candidate->entry)) /* id and size */
		return false;
	for (i = 0; i < aggregation->key_count; i++) {
		uint32_t offset = aggregation->keys[i].record.offset;

		if (!same_bytes(entry + offset, candidate->entry + offset, candidate->used[i]))
			return false;
	}
	return true;
}

/* The entry with the candidate's id and keys, or NULL. */
static uint8_t *find_entry(const struct dtrace_agg_buffer *agg, const struct candidate *candidate)
{
	const struct dtrace_agg_index *index = &agg->index[0];
	uint32_t number;

	for (number = index->buckets[candidate->hash & agg->mask]; number != 0;
	     number = index->nodes[number - 1].next) {
		const struct dtrace_agg_node *node = &index->nodes[number - 1];
		uint8_t *entry = agg->buffer.active + node->offset;

		if (node->hash == candidate->hash && same_keys(candidate, entry))
			return entry;
	}
	return NULL;
}

/* What no key has written, and the value. */
static void clear_rest(const struct candidate *candidate)
{
	const struct dtrace_aggregation *aggregation = candidate->aggregation;
	uint32_t end = 8, i;

	for (i = 0; i < aggregation->key_count; i++) {
		uint32_t offset = aggregation->keys[i].record.offset;

		memset(candidate->entry + end, 0, offset - end);
		end = offset + candidate->used[i];
	}
	memset(candidate->entry + end, 0, aggregation->key_end + aggregation->words * 8 - end);
}

/* Make the candidate an entry; false: no room (counted). */
static bool add_entry(struct dtrace_agg_buffer *agg, const struct candidate *candidate)
{
	struct dtrace_agg_index *index = &agg->index[0];
	struct dtrace_buffer *buffer = &agg->buffer;
	struct dtrace_agg_node *node;
	uint32_t *bucket = &index->buckets[candidate->hash & agg->mask];

	if (candidate->aggregation->size > buffer->size - buffer->offset ||
	    index->used == agg->node_count) {
		buffer->drops++;
		return false;
	}
	clear_rest(candidate);
	node = &index->nodes[index->used++];
	node->hash = candidate->hash;
	node->offset = (uint32_t)buffer->offset;
	node->next = *bucket;
	*bucket = index->used;
	buffer->offset += candidate->aggregation->size;
	return true;
}

/* Id, size and keys where the next entry would lie. */
static void build_candidate(struct dtrace_run *run, const struct dtrace_aggregation *aggregation,
			    struct candidate *candidate)
{
	struct dtrace_buffer *buffer = &run->local->aggregation.buffer;
	uint32_t header[2] = {aggregation->id, aggregation->size}, i;
	uint64_t hash;

	candidate->aggregation = aggregation;
	candidate->entry = buffer->active + buffer->offset;
	memcpy(candidate->entry, header, sizeof(header));
	hash = mix(0x9e3779b97f4a7c15ull, aggregation->id);
	for (i = 0; i < aggregation->key_count && !dtrace_faulted(run); i++) {
		const struct dtrace_act *key = &aggregation->keys[i];
		uint8_t *to = candidate->entry + key->record.offset;

		run->action = key->number;
		candidate->used[i] = dtrace_act_store(run, key, to);
		hash = hash_bytes(hash, to, candidate->used[i]);
	}
	candidate->hash = (uint32_t)hash;
}

/* What is aggregated, and how often; false after a fault. */
static inline bool evaluate(struct dtrace_run *run, const struct dtrace_act *act, int64_t *value,
			    int64_t *weight)
{
	const struct dtrace_act *weighing = act->aggregation->weight;

	*weight = 1;
	if (weighing != NULL) {
		run->action = weighing->number;
		*weight = (int64_t)dtrace_act_value(run, weighing);
		if (dtrace_faulted(run))
			return false;
	}
	run->action = act->number;
	*value = (int64_t)dtrace_act_value(run, act);
	return !dtrace_faulted(run);
}

/* The value of the candidate's entry, which is made if need be; NULL: no room. */
static uint64_t *value_of(struct dtrace_agg_buffer *agg, const struct candidate *candidate,
			  uint64_t arg)
{
	const struct dtrace_aggregation *aggregation = candidate->aggregation;
	uint8_t *entry = find_entry(agg, candidate);
	uint64_t *value;

	if (entry != NULL)
		return (uint64_t *)(entry + aggregation->key_end);
	if (!add_entry(agg, candidate))
		return NULL;
	value = (uint64_t *)(candidate->entry + aggregation->key_end);
	aggregation->function->start(value, arg);
	if (aggregation->key_count == 0)
		agg->index[0].singles[aggregation->id - 1] =
			(uint32_t)((uint8_t *)value - agg->buffer.active);
	return value;
}

void dtrace_act_aggregate(struct dtrace_run *run, const struct dtrace_act *act)
{
	struct candidate candidate DTRACE_UNSET;
	int64_t weight, value;
	uint64_t *place;

	build_candidate(run, act->aggregation, &candidate);
	if (dtrace_faulted(run) || !evaluate(run, act, &value, &weight))
		return;
	place = value_of(&run->local->aggregation, &candidate, act->arg);
	if (place != NULL)
		act->aggregation->function->add(place, value, weight, act->arg);
}

void dtrace_act_single(struct dtrace_run *run, const struct dtrace_act *act)
{
	uint64_t *place = dtrace_single(&run->local->aggregation, act->aggregation);
	int64_t weight, value;

	if (place == NULL)
		dtrace_act_aggregate(run, act);
	else if (evaluate(run, act, &value, &weight))
		act->aggregation->function->add(place, value, weight, act->arg);
}
