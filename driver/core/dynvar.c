/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Dynamic variables: self-> variables and associative arrays. Probe context on any CPU at once.
 *
 * Memory is one arena for the life of the consumer, cut into chunks of fixed size classes; a chunk
 * keeps its class for ever and is either on a bucket's list, on a CPU's free list of its class, or
 * in the hands of one CPU.
 *
 * A bucket's `sequence` is odd while it is being changed; setting it odd (compare and swap) is the
 * bucket's lock. Free lists have a lock word each. Both are only ever held in probe context with
 * interrupts off and cpu->busy set, one at a time, over a few instructions and one bounded copy:
 * whoever waits for one waits for a CPU that is running and not for itself.
 *
 * Lookups take no lock. They walk the list, copy the value into scratch, and believe what they
 * saw only if the sequence did not change meanwhile, asking anew before each chunk they step to;
 * so a list being rearranged cannot lead them astray or around. What they read meanwhile is arena
 * memory, whatever it holds by then, and `sizes` (one word, written once per use of a chunk) keeps
 * reads within the chunk. Because values are copied there is nothing to rinse: a freed chunk may be
 * reused at once. After some vain tries a lookup takes the lock.
 */
#include "run.h"

#define SMALL_STEP    64u
#define SMALL_CLASSES 16u		   /* 64, 128 … 1024 */
#define CLASSES	      (SMALL_CLASSES + 8u) /* then 2 KiB … 256 KiB */
#define LARGEST	      (1024u << 8)
#define VAIN_TRIES    32u
#define BUCKET_BYTES  256u /* of arena per bucket */
#define STEAL_TRIES   64u

struct chunk {
	struct chunk *next;
	uint64_t sizes; /* key << 32 | value, both multiples of 8 */
	uint64_t hash;
	uint32_t class_;
	uint32_t pad;
	uint64_t words[]; /* key, then value */
};

struct bucket {
	uint64_t sequence;
	struct chunk *first;
};

struct free_list {
	uint32_t lock;
	struct chunk *chunks[CLASSES];
} __attribute__((aligned(64)));

struct dtrace_dynamics {
	uint8_t *arena;
	uint64_t size;
	uint64_t used __attribute__((aligned(64))); /* cut off so far */
	struct bucket *buckets __attribute__((aligned(64)));
	uint64_t mask;
	struct free_list *free; /* by CPU */
};

/* --- creation [control] ------------------------------------------------ */

void dtrace_dynamics_destroy(struct dtrace_dynamics *dynamics)
{
	if (dynamics == NULL)
		return;
	host_free(dynamics->arena);
	host_free(dynamics->buckets);
	host_free(dynamics->free);
	host_free(dynamics);
}

struct dtrace_dynamics *dtrace_dynamics_create(size_t size)
{
	struct dtrace_dynamics *dynamics = host_alloc(sizeof(*dynamics));
	uint64_t buckets = 16;

	if (dynamics == NULL)
		return NULL;
	while (buckets < size / BUCKET_BYTES && buckets < (1u << 20))
		buckets *= 2;
	dynamics->size = size;
	dynamics->mask = buckets - 1;
	dynamics->arena = host_alloc(DTRACE_MAX(size, (size_t)64));
	dynamics->buckets = host_alloc(buckets * sizeof(struct bucket));
	dynamics->free = host_alloc(dtrace_engine.cpu_count * sizeof(struct free_list));
	if (dynamics->arena != NULL && dynamics->buckets != NULL && dynamics->free != NULL)
		return dynamics;
	dtrace_dynamics_destroy(dynamics);
	return NULL;
}

/* --- locks ------------------------------------------------------------- */

static inline void relax(void)
{
	__builtin_ia32_pause();
}

static void lock_list(struct free_list *list)
{
	while (__atomic_exchange_n(&list->lock, 1, __ATOMIC_ACQUIRE) != 0)
		while (DTRACE_PEEK(list->lock) != 0)
			relax();
}

static void unlock_list(struct free_list *list)
{
	DTRACE_STORE(list->lock, 0);
}

static void lock_bucket(struct bucket *bucket)
{
	for (;;) {
		uint64_t sequence = DTRACE_PEEK(bucket->sequence);

		if (!(sequence & 1) &&
		    __atomic_compare_exchange_n(&bucket->sequence, &sequence, sequence + 1, false,
						__ATOMIC_ACQUIRE, __ATOMIC_RELAXED))
			break;
		relax();
	}
	__atomic_thread_fence(__ATOMIC_RELEASE); /* odd is seen before any change */
}

static void unlock_bucket(struct bucket *bucket)
{
	DTRACE_STORE(bucket->sequence, bucket->sequence + 1);
}

static bool unchanged(struct bucket *bucket, uint64_t sequence)
{
	__atomic_thread_fence(__ATOMIC_ACQUIRE);
	return DTRACE_PEEK(bucket->sequence) == sequence;
}

/* --- chunks ------------------------------------------------------------ */

static uint32_t class_of(uint64_t bytes)
{
	uint32_t class_ = SMALL_CLASSES;
	uint64_t size = 2048;

	if (bytes <= SMALL_STEP * SMALL_CLASSES)
		return (uint32_t)((bytes + SMALL_STEP - 1) / SMALL_STEP) - 1;
	while (size < bytes) {
		size *= 2;
		class_++;
	}
	return class_;
}

static uint64_t class_size(uint32_t class_)
{
	return class_ < SMALL_CLASSES ? (class_ + 1) * SMALL_STEP
				      : (uint64_t)2048 << (class_ - SMALL_CLASSES);
}

static struct chunk *take_free(struct free_list *list, uint32_t class_)
{
	struct chunk *chunk;

	if (DTRACE_PEEK(list->chunks[class_]) == NULL)
		return NULL;
	lock_list(list);
	chunk = list->chunks[class_];
	if (chunk != NULL)
		DTRACE_POKE(list->chunks[class_], chunk->next);
	unlock_list(list);
	return chunk;
}

static void give_free(struct free_list *list, struct chunk *chunk)
{
	lock_list(list);
	DTRACE_POKE(chunk->next, list->chunks[chunk->class_]);
	DTRACE_POKE(list->chunks[chunk->class_], chunk);
	unlock_list(list);
}

static struct chunk *cut_off(struct dtrace_dynamics *dynamics, uint32_t class_)
{
	uint64_t size = class_size(class_), used = DTRACE_PEEK(dynamics->used);
	struct chunk *chunk;

	do {
		if (size > dynamics->size - used)
			return NULL;
	} while (!__atomic_compare_exchange_n(&dynamics->used, &used, used + size, false,
					      __ATOMIC_RELAXED, __ATOMIC_RELAXED));
	chunk = (struct chunk *)(dynamics->arena + used);
	chunk->class_ = class_;
	return chunk;
}

/* Own free list, fresh memory, other CPUs' lists, then larger classes of one's own. */
static struct chunk *allocate(struct dtrace_dynamics *dynamics, unsigned int cpu, uint64_t bytes)
{
	uint32_t class_ = class_of(bytes), larger;
	unsigned int i, count = dtrace_engine.cpu_count;
	struct chunk *chunk = take_free(&dynamics->free[cpu], class_);

	if (chunk == NULL)
		chunk = cut_off(dynamics, class_);
	for (i = 1; chunk == NULL && i < count && i <= STEAL_TRIES; i++)
		chunk = take_free(&dynamics->free[(cpu + i) % count], class_);
	for (larger = class_ + 1; chunk == NULL && larger < CLASSES; larger++)
		chunk = take_free(&dynamics->free[cpu], larger);
	return chunk;
}

/* --- keys -------------------------------------------------------------- */

/* The variable, the thread (self->) and the tuple, as words. */
struct key {
	uint64_t *words; /* own[], or scratch where there is a tuple */
	uint32_t bytes;
	uint64_t hash;
	uint64_t own[2];
};

static uint64_t mix(uint64_t hash, uint64_t word)
{
	hash = (hash ^ word) * 0x9e3779b97f4a7c15ull;
	return hash ^ (hash >> 29);
}

/* One member by reference: a word with its length, then its bytes padded with zeros. */
static bool add_bytes(struct dtrace_run *run, const struct dtrace_tuple *member, struct key *key)
{
	uint64_t bound = member->kind == TUPLE_STRING ? member->size + 1 : member->size, length;
	uint8_t *to;

	if (bound > LARGEST) {
		dtrace_fault(run, DTRACEFLT_NOSCRATCH, bound);
		return false;
	}
	to = dtrace_scratch(run, 8 + DTRACE_ROUND_UP(bound, 8u));
	if (to == NULL)
		return false;
	length = member->size;
	if (member->kind == TUPLE_STRING)
		length = dtrace_load_string(run, (char *)to + 8, member->value, bound, false);
	else
		dtrace_load_bytes(run, to + 8, member->value, length);
	if (dtrace_faulted(run))
		return false;
	memset(to + 8 + length, 0, DTRACE_ROUND_UP(length, 8u) - length);
	memcpy(to, &length, 8);
	key->bytes += 8 + (uint32_t)DTRACE_ROUND_UP(length, 8u);
	dtrace_scratch_release(run,
			       (size_t)((uint8_t *)key->words - run->local->scratch) + key->bytes);
	return true;
}

static bool add_word(struct dtrace_run *run, uint64_t word, struct key *key)
{
	uint64_t *to = dtrace_scratch(run, 8);

	if (to == NULL)
		return false;
	*to = word;
	key->bytes += 8;
	return true;
}

/* The tuple's members one after the other in scratch, behind the words there are, and in the hash; the caller
 * releases. */
static __attribute__((__noinline__)) bool add_tuple(struct dtrace_run *run, struct key *key)
{
	uint32_t i;

	key->words = dtrace_scratch(run, sizeof(key->own));
	if (key->words == NULL)
		return false;
	dtrace_copy_words(key->words, key->own, sizeof(key->own));
	for (i = 0; i < run->depth; i++) {
		const struct dtrace_tuple *member = &run->tuple[i];
		bool added = member->kind == TUPLE_VALUE ? add_word(run, member->value, key)
							 : add_bytes(run, member, key);

		if (!added)
			return false;
	}
	for (i = sizeof(key->own) / 8; i < key->bytes / 8; i++)
		key->hash = mix(key->hash, key->words[i]);
	return true;
}

static uint64_t thread_key(struct dtrace_run *run)
{
	if (run->thread_key == 0)
		run->thread_key = host_thread_key();
	return run->thread_key;
}

/* Inlined: most variables have no tuple, and their key is made in a few instructions. */
static inline bool make_key(struct dtrace_run *run, unsigned int scope, uint32_t id, bool keyed,
			    struct key *key)
{
	key->own[0] = (uint64_t)scope << 32 | id;
	key->own[1] = scope == DIF_SCOPE_THREAD ? thread_key(run) : 0;
	key->words = key->own;
	key->bytes = sizeof(key->own);
	key->hash = mix(mix(0, key->own[0]), key->own[1]);
	return !keyed || add_tuple(run, key);
}

static bool same_key(const struct chunk *chunk, const struct key *key, uint64_t sizes)
{
	return DTRACE_PEEK(chunk->hash) == key->hash && DTRACE_PEEK(chunk->sizes) == sizes &&
	       dtrace_same_words(chunk->words, key->words, key->bytes);
}

/* --- finding ----------------------------------------------------------- */

/* With the bucket locked: the link that leads to the chunk, or to NULL. */
static struct chunk **find_locked(struct bucket *bucket, const struct key *key, uint64_t sizes)
{
	struct chunk **at = &bucket->first;

	while (*at != NULL && !same_key(*at, key, sizes))
		at = &(*at)->next;
	return at;
}

enum outcome {
	FOUND,
	ABSENT,
	DISTURBED
};

/* Without a lock: copy the value to `to`. */
static enum outcome try_read(struct bucket *bucket, const struct key *key, uint64_t sizes, void *to)
{
	uint64_t sequence = DTRACE_LOAD(bucket->sequence);
	struct chunk *chunk;

	if (sequence & 1)
		return DISTURBED;
	chunk = DTRACE_LOAD(bucket->first);
	for (;;) {
		if (!unchanged(bucket, sequence))
			return DISTURBED;
		if (chunk == NULL)
			return ABSENT;
		if (same_key(chunk, key, sizes))
			break;
		chunk = DTRACE_LOAD(chunk->next);
	}
	dtrace_copy_words(to, (const uint8_t *)chunk->words + key->bytes, (uint32_t)sizes);
	return unchanged(bucket, sequence) ? FOUND : DISTURBED;
}

static bool read_value(struct bucket *bucket, const struct key *key, uint64_t sizes, void *to)
{
	enum outcome outcome = DISTURBED;
	struct chunk *chunk;
	unsigned int tries;

	for (tries = 0; tries < VAIN_TRIES && outcome == DISTURBED; tries++) {
		outcome = try_read(bucket, key, sizes, to);
		if (outcome == DISTURBED)
			relax();
	}
	if (outcome != DISTURBED)
		return outcome == FOUND;
	lock_bucket(bucket);
	chunk = *find_locked(bucket, key, sizes);
	if (chunk != NULL)
		dtrace_copy_words(to, (const uint8_t *)chunk->words + key->bytes, (uint32_t)sizes);
	unlock_bucket(bucket);
	return chunk != NULL;
}

/* --- loads and stores -------------------------------------------------- */

static const struct dtrace_variable *variable_of(struct dtrace_run *run, unsigned int scope,
						 uint32_t id)
{
	return run->state->variables[scope].by_id[id - DTRACE_VARIABLE_FIRST];
}

static uint32_t value_bytes(const struct dtrace_variable *variable)
{
	if (!(variable->type.flags & DIF_TYPE_BYREF))
		return 8;
	return DTRACE_ROUND_UP(variable->type.size, 8u);
}

static struct bucket *bucket_of(struct dtrace_run *run, const struct key *key)
{
	return &run->state->dynamics->buckets[key->hash & run->state->dynamics->mask];
}

static uint64_t load_scalar(struct dtrace_run *run, const struct key *key)
{
	uint64_t value = 0;

	if (!read_value(bucket_of(run, key), key, (uint64_t)key->bytes << 32 | 8, &value))
		return 0;
	return value;
}

/* The copy takes the place of the key in scratch, so that it costs no more than itself. */
static uint64_t load_reference(struct dtrace_run *run, const struct key *key, uint32_t bytes,
			       size_t mark)
{
	uint8_t *to = dtrace_scratch(run, bytes);

	if (to == NULL)
		return 0;
	if (!read_value(bucket_of(run, key), key, (uint64_t)key->bytes << 32 | bytes, to)) {
		dtrace_scratch_release(run, mark);
		return 0;
	}
	if (key->words == key->own)
		return (uintptr_t)to;
	memmove(key->words, to, bytes);
	dtrace_scratch_release(run, (size_t)((uint8_t *)key->words - run->local->scratch) + bytes);
	return (uintptr_t)key->words;
}

uint64_t dtrace_dynamic_load(struct dtrace_run *run, unsigned int scope, uint32_t id, bool keyed)
{
	const struct dtrace_variable *variable = variable_of(run, scope, id);
	size_t mark = dtrace_scratch_mark(run);
	uint64_t value = 0;
	struct key key DTRACE_UNSET;

	if (!make_key(run, scope, id, keyed, &key))
		return 0;
	if (variable->type.flags & DIF_TYPE_BYREF) {
		value = load_reference(run, &key, value_bytes(variable), mark);
		if (value == 0 && variable->type.kind == DIF_KIND_STRING && !dtrace_faulted(run))
			value = (uintptr_t)dtrace_empty_string;
		return value;
	}
	value = load_scalar(run, &key);
	dtrace_scratch_release(run, mark);
	return value;
}

static void remove_key(struct dtrace_run *run, const struct key *key, uint64_t sizes)
{
	struct bucket *bucket = bucket_of(run, key);
	struct chunk **at, *chunk;

	if (DTRACE_LOAD(bucket->first) == NULL)
		return;
	lock_bucket(bucket);
	at = find_locked(bucket, key, sizes);
	chunk = *at;
	if (chunk != NULL)
		DTRACE_POKE(*at, chunk->next);
	unlock_bucket(bucket);
	if (chunk != NULL)
		give_free(&run->state->dynamics->free[run->cpu_number], chunk);
}

/* Overwrite what is there. */
static bool replace(struct bucket *bucket, const struct key *key, uint64_t sizes, const void *value)
{
	struct chunk *chunk;

	if (DTRACE_LOAD(bucket->first) == NULL)
		return false;
	lock_bucket(bucket);
	chunk = *find_locked(bucket, key, sizes);
	if (chunk != NULL)
		dtrace_copy_words((uint8_t *)chunk->words + key->bytes, value, (uint32_t)sizes);
	unlock_bucket(bucket);
	return chunk != NULL;
}

/* Another CPU may have made the same element meanwhile: then it is overwritten and ours is given
 * back. */
static void insert(struct dtrace_run *run, const struct key *key, uint64_t sizes, const void *value)
{
	struct dtrace_dynamics *dynamics = run->state->dynamics;
	struct bucket *bucket = bucket_of(run, key);
	uint64_t bytes = sizeof(struct chunk) + key->bytes + (uint32_t)sizes;
	struct chunk *chunk = bytes <= LARGEST ? allocate(dynamics, run->cpu_number, bytes) : NULL;
	struct chunk *present;

	if (chunk == NULL) {
		run->local->dynamic_drops++;
		return;
	}
	DTRACE_POKE(chunk->hash, key->hash);
	DTRACE_POKE(chunk->sizes, sizes);
	dtrace_copy_words(chunk->words, key->words, key->bytes);
	dtrace_copy_words((uint8_t *)chunk->words + key->bytes, value, (uint32_t)sizes);
	lock_bucket(bucket);
	present = *find_locked(bucket, key, sizes);
	if (present != NULL) {
		dtrace_copy_words((uint8_t *)present->words + key->bytes, value, (uint32_t)sizes);
	} else {
		DTRACE_POKE(chunk->next, bucket->first);
		DTRACE_STORE(bucket->first, chunk);
	}
	unlock_bucket(bucket);
	if (present != NULL)
		give_free(&dynamics->free[run->cpu_number], chunk);
}

/* The value by reference, whole and padded, in scratch; NULL after a fault. */
static void *value_copy(struct dtrace_run *run, const struct dif_type *type, uint32_t bytes,
			uint64_t address)
{
	uint8_t *copy = dtrace_scratch(run, bytes);

	if (copy == NULL)
		return NULL;
	memset(copy, 0, bytes);
	if (type->kind == DIF_KIND_STRING)
		dtrace_load_string(run, (char *)copy, address, type->size, false);
	else
		dtrace_load_bytes(run, copy, address, type->size);
	return dtrace_faulted(run) ? NULL : copy;
}

void dtrace_dynamic_store(struct dtrace_run *run, unsigned int scope, uint32_t id, bool keyed,
			  uint64_t value)
{
	const struct dtrace_variable *variable = variable_of(run, scope, id);
	uint32_t bytes = value_bytes(variable);
	size_t mark = dtrace_scratch_mark(run);
	const void *from = &value;
	struct key key DTRACE_UNSET;
	uint64_t sizes;

	if (!make_key(run, scope, id, keyed, &key))
		return;
	sizes = (uint64_t)key.bytes << 32 | bytes;
	if (value == 0) {
		remove_key(run, &key, sizes);
	} else {
		if (variable->type.flags & DIF_TYPE_BYREF)
			from = value_copy(run, &variable->type, bytes, value);
		if (from != NULL && !replace(bucket_of(run, &key), &key, sizes, from))
			insert(run, &key, sizes, from);
	}
	dtrace_scratch_release(run, mark);
}
