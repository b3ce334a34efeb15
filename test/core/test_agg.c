/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Aggregations: every function against a plain computation, keys of every kind, buffers that fill.
 */
#include "harness.h"

#include <stdlib.h>

static struct assembly a;

static uint32_t argument(struct program *p)
{
	asm_start(&a);
	asm_wide(&a, DIF_OP_LDGS, DIF_VAR_ARG0, 1);
	asm_ret(&a, 1);
	return program_difo(p, &a);
}

static uint32_t constant(struct program *p, uint64_t value)
{
	asm_start(&a);
	asm_set(&a, 1, value);
	asm_ret(&a, 1);
	return program_difo(p, &a);
}

static struct dtrace_state *running(struct program *p)
{
	struct dtrace_state *state = consumer();

	program_option(p, DTRACEOPT_BUFSIZE, 4096);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	return state;
}

/* @ = function(arg0): fire the values, return the value's words. */
static const uint64_t *aggregate(unsigned int kind, uint64_t arg, const int64_t *values,
				 unsigned int count)
{
	struct program *p = program_create();
	struct dtrace_ioc_snapshot snap;
	struct dtrace_state *state;
	uint64_t *entry;
	unsigned int i;

	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_aggregation(p, kind, argument(p), arg, 0, "a");
	program_option(p, DTRACEOPT_AGGSIZE, 16384);
	state = running(p);
	for (i = 0; i < count; i++)
		fire(0, (uint64_t)values[i]);
	entry = (uint64_t *)snapshot(state, 0, true, &snap);
	assert_int_equal(((uint32_t *)entry)[0], 1);
	assert_int_equal(((uint32_t *)entry)[1], snap.size); /* one entry */
	dtrace_state_close(state);
	return entry + 1;
}

static const int64_t samples[] = {5,	     -3, 0,  1000, -1000, 7, 7, INT32_MAX,
				  INT32_MIN, 64, 63, 65,   -1,	  1, 2};
#define SAMPLES (sizeof(samples) / sizeof(samples[0]))

static void test_simple_functions(void **unused)
{
	int64_t sum = 0;
	unsigned int i;
	const uint64_t *w;

	for (i = 0; i < SAMPLES; i++)
		sum += samples[i];
	assert_int_equal(aggregate(DTRACEAGG_COUNT, 0, samples, SAMPLES)[0], SAMPLES);
	assert_int_equal(aggregate(DTRACEAGG_SUM, 0, samples, SAMPLES)[0], sum);
	assert_int_equal(aggregate(DTRACEAGG_MIN, 0, samples, SAMPLES)[0], INT32_MIN);
	assert_int_equal(aggregate(DTRACEAGG_MAX, 0, samples, SAMPLES)[0], INT32_MAX);
	w = aggregate(DTRACEAGG_AVG, 0, samples, SAMPLES);
	assert_int_equal(w[0], SAMPLES);
	assert_int_equal(w[1], sum);
	assert_int_equal(aggregate(DTRACEAGG_MIN, 0, (int64_t[]){9}, 1)[0], 9);
	assert_int_equal(aggregate(DTRACEAGG_MAX, 0, (int64_t[]){-9}, 1)[0], -9);
}

static void test_stddev(void **unused)
{
	static const int64_t large[] = {INT64_MIN, INT64_MAX, INT64_MIN, INT64_MIN, INT64_MIN};
	unsigned __int128 squares = 0;
	unsigned int i;
	const uint64_t *w;

	for (i = 0; i < 5; i++)
		squares += (unsigned __int128)((__int128)large[i] * large[i]);
	w = aggregate(DTRACEAGG_STDDEV, 0, large, 5);
	assert_int_equal(w[0], 5);
	assert_int_equal(w[2], (uint64_t)squares);
	assert_int_equal(w[3], (uint64_t)(squares >> 64));
}

/* The bucket's value as D-SPEC gives it. */
static int64_t quantize_value(unsigned int bucket)
{
	if (bucket < 63)
		return -((int64_t)1 << (62 - bucket));
	return bucket == 63 ? 0 : (int64_t)1 << (bucket - 64);
}

static unsigned int reference_bucket(int64_t x)
{
	unsigned int i;

	if (x >= 0) {
		for (i = 126; quantize_value(i) > x; i--)
			;
		return i;
	}
	for (i = 0; quantize_value(i) < x; i++)
		;
	return i;
}

static void test_quantize(void **unused)
{
	static const int64_t values[] = {0,
					 1,
					 2,
					 3,
					 4,
					 -1,
					 -2,
					 -3,
					 -4,
					 -5,
					 INT64_MAX,
					 INT64_MIN,
					 1023,
					 1024,
					 1025,
					 -1023,
					 -1024,
					 (int64_t)1 << 62,
					 -((int64_t)1 << 62)};
	unsigned int i, k;

	for (i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
		const uint64_t *w = aggregate(DTRACEAGG_QUANTIZE, 0, &values[i], 1);

		for (k = 0; k < DTRACE_QUANTIZE_BUCKETS; k++)
			if (w[k] != (k == reference_bucket(values[i])))
				fail_msg("value %ld: bucket %u holds %lu", (long)values[i], k,
					 (unsigned long)w[k]);
	}
}

#define LQUANTIZE(base, levels, step) \
	((uint64_t)(step) << 48 | (uint64_t)(levels) << 32 | (uint32_t)(base))

static void test_lquantize(void **unused)
{
	uint64_t arg = LQUANTIZE(-10, 5, 4); /* -10 .. 10 */
	int64_t x;

	for (x = -20; x < 20; x++) {
		const uint64_t *w = aggregate(DTRACEAGG_LQUANTIZE, arg, &x, 1);
		int expected = x < -10 ? 0 : x >= 10 ? 6 : (int)((x + 10) / 4 + 1), k;

		assert_int_equal(w[0], arg);
		for (k = 0; k < 7; k++)
			assert_int_equal(w[1 + k], k == expected);
	}
	x = 1ll << 32; /* taken as 32 bits: 0 */
	assert_int_equal(aggregate(DTRACEAGG_LQUANTIZE, arg, &x, 1)[1 + 3], 1);
}

#define LLQUANTIZE(factor, low, high, steps)                                         \
	((uint64_t)(factor) << 48 | (uint64_t)(low) << 32 | (uint64_t)(high) << 16 | \
	 (uint64_t)(steps))

static void test_llquantize(void **unused)
{
	uint64_t arg = LLQUANTIZE(10, 0, 2, 20); /* 1 by 1 to 10, by 5 to 100, by 50 to 1000 */
	int64_t x;

	for (x = -2; x < 1100; x += x < 110 ? 1 : 7) {
		const uint64_t *w = aggregate(DTRACEAGG_LLQUANTIZE, arg, &x, 1);
		int expected, k;

		if (x < 1)
			expected = 0;
		else if (x < 10)
			expected = (int)x;
		else if (x < 100)
			expected = 10 + (int)(x - 10) / 5;
		else if (x < 1000)
			expected = 28 + (int)(x - 100) / 50;
		else
			expected = 46;
		assert_int_equal(w[0], arg);
		for (k = 0; k <= 46; k++)
			if (w[1 + k] != (k == expected))
				fail_msg("value %ld, bucket %d", (long)x, k);
	}
}

static int try(unsigned int kind, uint64_t arg)
{
	struct dtrace_state *state = consumer();
	struct dtrace_ioc_enable result;
	struct program *p = program_create();
	int error;

	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_aggregation(p, kind, argument(p), arg, 0, "a");
	error = enable(state, p, &result);
	dtrace_state_close(state);
	return error;
}

static void test_parameters(void **unused)
{
	assert_int_equal(try(DTRACEAGG_LQUANTIZE, LQUANTIZE(0, 10, 0)), -EINVAL);
	assert_int_equal(try(DTRACEAGG_LQUANTIZE, LQUANTIZE(0, 0, 1)), -EINVAL);
	assert_int_equal(try(DTRACEAGG_LQUANTIZE, LQUANTIZE(0, 65535, 1)), 0);
	assert_int_equal(try(DTRACEAGG_LLQUANTIZE, LLQUANTIZE(1, 0, 2, 20)), -EINVAL);
	assert_int_equal(try(DTRACEAGG_LLQUANTIZE, LLQUANTIZE(10, 2, 2, 20)), -EINVAL);
	assert_int_equal(try(DTRACEAGG_LLQUANTIZE, LLQUANTIZE(10, 0, 2, 5)), -EINVAL);
	assert_int_equal(try(DTRACEAGG_LLQUANTIZE, LLQUANTIZE(10, 0, 2, 15)), -EINVAL);
	assert_int_equal(try(DTRACEAGG_LLQUANTIZE, LLQUANTIZE(10, 0, 19, 10)), -EINVAL);
	assert_int_equal(try(DTRACEAGG_LLQUANTIZE, LLQUANTIZE(10, 0, 18, 10)), 0);
	assert_int_equal(try(DTRACEAGG_LLQUANTIZE, LLQUANTIZE(2, 0, 62, 2)), 0);
	assert_int_equal(try(DTRACEAGG_LLQUANTIZE, LLQUANTIZE(65535, 65534, 65535, 65535)),
			 -EINVAL);
	assert_int_equal(try(0x70a, 0), -EINVAL);
}

static void test_weight(void **unused)
{
	struct program *p = program_create();
	struct dtrace_ioc_snapshot snap;
	struct dtrace_state *state;
	const uint64_t *w;

	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, constant(p, 3), 0); /* key */
	program_action(p, DTRACEACT_WEIGHT, constant(p, (uint64_t)-5), 0);
	program_aggregation(p, DTRACEAGG_QUANTIZE, argument(p), 0, 1, "a");
	state = running(p);
	fire(0, 1);
	fire(0, 1);
	w = (const uint64_t *)snapshot(state, 0, true, &snap);
	assert_int_equal(w[1], 3);
	assert_int_equal(w[2 + 64], -10);
	dtrace_state_close(state);
}

/* --- keys -------------------------------------------------------------- */

/* @a[arg0 as int, execname, stack(2)] = count() beside @b = sum(arg0), two CPUs, several snapshots.
 */
static void test_keys(void **unused)
{
	struct program *p = program_create();
	struct dtrace_record_desc records[5];
	struct dtrace_ioc_aggdesc desc = {.id = 1, .count = 5, .records = (uintptr_t)records};
	struct dtrace_ioc_snapshot snap;
	struct dtrace_state *state;
	uint32_t difo;
	uint8_t *data;
	int i;

	asm_start(&a);
	asm_wide(&a, DIF_OP_LDGS, DIF_VAR_ARG0, 1);
	asm_ret(&a, 1);
	a.result.size = 4;
	difo = program_difo(p, &a);
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, difo, 0);
	asm_start(&a);
	asm_wide(&a, DIF_OP_LDGS, DIF_VAR_EXECNAME, 1);
	asm_string_result(&a);
	asm_ret(&a, 1);
	program_action(p, DTRACEACT_DIFEXPR, program_difo(p, &a), 0);
	program_action(p, DTRACEACT_STACK, DOF_NO_SECTION, 2);
	program_aggregation(p, DTRACEAGG_COUNT, DOF_NO_SECTION, 0, 3, "counts");
	program_aggregation(p, DTRACEAGG_SUM, argument(p), 0, 0, "sums");
	state = running(p);
	assert_int_equal(control(state, DTRACEIOC_AGGDESC, &desc), 0);
	assert_int_equal(desc.count, 4);
	assert_string_equal(desc.name, "counts");
	assert_int_equal(desc.variable, 9);
	assert_int_equal(desc.epid, 1);
	assert_int_equal(records[0].offset, 8);
	assert_int_equal(records[1].offset, 12);
	assert_int_equal(records[2].offset, 272);
	assert_int_equal(records[3].offset, 288);
	assert_int_equal(records[3].action, DTRACEAGG_COUNT);
	assert_int_equal(desc.size, 296);
	for (i = 0; i < 10; i++)
		fire(0, (uint64_t)(i % 2));
	data = snapshot(state, 0, true, &snap);
	assert_int_equal(snap.size, 2 * 296 + 16);
	assert_int_equal(*(uint32_t *)(data + 8), 0);
	assert_string_equal((char *)data + 12, "fakeexec");
	assert_int_equal(*(uint64_t *)(data + 272), 0x1000);
	assert_int_equal(*(uint64_t *)(data + 288), 5);
	assert_int_equal(*(uint64_t *)(data + 296 + 8), 5); /* the sum, made second */
	fake_set_cpu(1);
	fire(0, 1);
	snapshot(state, 0, true, &snap);
	assert_int_equal(snap.size, 0); /* was taken */
	data = snapshot(state, 1, true, &snap);
	assert_int_equal(snap.size, 296 + 16);
	assert_int_equal(*(uint64_t *)(data + 288), 1);
	desc.id = 3;
	assert_int_equal(control(state, DTRACEIOC_AGGDESC, &desc), -EINVAL);
	dtrace_state_close(state);
}

/* Thousands of keys in random order over many snapshots: every count exact. */
static void test_exact(void **unused)
{
	enum {
		KEYS = 5000,
		FIRINGS = 60000
	};
	static uint32_t expected[KEYS], got[KEYS];
	struct program *p = program_create();
	struct dtrace_ioc_snapshot snap;
	struct dtrace_state *state;
	unsigned int i;

	srand(1);
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, argument(p), 0);
	program_aggregation(p, DTRACEAGG_COUNT, DOF_NO_SECTION, 0, 1, "a");
	state = running(p);
	memset(expected, 0, sizeof(expected));
	memset(got, 0, sizeof(got));
	for (i = 1; i <= FIRINGS; i++) {
		unsigned int key = (unsigned int)rand() % KEYS;
		const uint64_t *entry;

		expected[key]++;
		fire(0, key);
		if (i % 20000 != 0)
			continue;
		entry = (const uint64_t *)snapshot(state, 0, true, &snap);
		assert_int_equal(snap.drops, 0);
		for (; snap.size != 0; snap.size -= 24, entry += 3)
			got[entry[1]] += (uint32_t)entry[2];
	}
	assert_memory_equal(expected, got, sizeof(expected));
	dtrace_state_close(state);
}

static void test_full(void **unused)
{
	struct program *p = program_create();
	struct dtrace_ioc_snapshot snap;
	struct dtrace_state *state;
	const uint64_t *entry;
	unsigned int i;

	program_option(p, DTRACEOPT_AGGSIZE, 10 * 24 + 8);
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, argument(p), 0);
	program_aggregation(p, DTRACEAGG_COUNT, DOF_NO_SECTION, 0, 1, "a");
	state = running(p);
	for (i = 0; i < 15; i++)
		fire(0, i);
	for (i = 0; i < 15; i++) /* what is there goes on counting */
		fire(0, i);
	entry = (const uint64_t *)snapshot(state, 0, true, &snap);
	assert_int_equal(snap.size, 240);
	assert_int_equal(snap.drops, 10);
	for (i = 0; i < 10; i++)
		assert_int_equal(entry[3 * i + 2], 2);
	dtrace_state_close(state);
}

/* A fault in a key: no entry, and ERROR names the action of that key. */
static void test_faulting_key(void **unused)
{
	struct program *p = program_create();
	struct dtrace_ioc_snapshot snap;
	struct dtrace_state *state;
	uint8_t *data;

	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, argument(p), 0);
	asm_start(&a);
	asm_rrr(&a, DIF_OP_LDX, 0, 0, 1);
	asm_ret(&a, 1);
	program_action(p, DTRACEACT_DIFEXPR, program_difo(p, &a), 0);
	program_aggregation(p, DTRACEAGG_COUNT, DOF_NO_SECTION, 0, 2, "a");
	program_clause(p, "dtrace:::ERROR", DOF_NO_SECTION);
	asm_start(&a);
	asm_wide(&a, DIF_OP_LDGS, DIF_VAR_ARG0 + 2, 1);
	asm_ret(&a, 1);
	program_action(p, DTRACEACT_DIFEXPR, program_difo(p, &a), 0);
	state = running(p);
	fire(0, 1);
	snapshot(state, 0, true, &snap);
	assert_int_equal(snap.size, 0);
	data = snapshot(state, 0, false, &snap);
	assert_int_equal(snap.errors, 1);
	assert_int_equal(*(uint64_t *)(data + 16), 2);
	dtrace_state_close(state);
}

/* --- what is done without a run ------------------------------------------------------------- */

/* Counts of the aggregations in a snapshot, by id from 1; 0: no entry. Entries without keys. */
static void read_singles(struct dtrace_state *state, uint64_t counts[], unsigned int ids)
{
	struct dtrace_ioc_snapshot snap;
	const uint8_t *data = snapshot(state, 0, true, &snap);
	uint64_t offset = 0;

	memset(counts, 0, (ids + 1) * sizeof(*counts));
	while (offset < snap.size) {
		const uint32_t *header = (const uint32_t *)(data + offset);

		assert_in_range(header[0], 1, ids);
		assert_int_equal(counts[header[0]], 0); /* one entry each */
		counts[header[0]] = *(const uint64_t *)(data + offset + 8);
		offset += header[1];
	}
}

/* Each half of the buffer has to find its entries anew, and none of those it had two switches ago. */
static void test_single_over_switches(void **unused)
{
	struct program *p = program_create();
	struct dtrace_state *state;
	uint64_t counts[4];
	unsigned int round, i;

	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_aggregation(p, DTRACEAGG_COUNT, DOF_NO_SECTION, 0, 0, "a");
	program_clause(p, "test:::two", DOF_NO_SECTION);
	program_aggregation(p, DTRACEAGG_COUNT, DOF_NO_SECTION, 0, 0, "b");
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_aggregation(p, DTRACEAGG_SUM, argument(p), 0, 0, "c");
	program_option(p, DTRACEOPT_AGGSIZE, 4096);
	state = running(p);
	for (round = 0; round < 6; round++) {
		for (i = 0; i < 5 + round; i++)
			fire(0, i);
		if (round & 2)
			fire(1, 0);
		read_singles(state, counts, 3);
		assert_int_equal(counts[1], 5 + round);
		assert_int_equal(counts[2], round & 2 ? 1 : 0);
		assert_int_equal(counts[3], (5 + round) * (4 + round) / 2);
	}
	read_singles(state, counts, 3);
	assert_int_equal(counts[1] + counts[2] + counts[3], 0);
	dtrace_state_close(state);
}

static bool holds(unsigned int op, uint64_t x, uint64_t y)
{
	switch (op) {
	case DIF_OP_BA:
		return true;
	case DIF_OP_BE:
		return x == y;
	case DIF_OP_BNE:
		return x != y;
	case DIF_OP_BG:
		return (int64_t)x > (int64_t)y;
	case DIF_OP_BGU:
		return x > y;
	case DIF_OP_BGE:
		return (int64_t)x >= (int64_t)y;
	case DIF_OP_BGEU:
		return x >= y;
	case DIF_OP_BL:
		return (int64_t)x < (int64_t)y;
	case DIF_OP_BLU:
		return x < y;
	case DIF_OP_BLE:
		return (int64_t)x <= (int64_t)y;
	case DIF_OP_BLEU:
		return x <= y;
	}
	fail();
	return false;
}

/* As the compiler writes it; an instruction more in the middle hides the shape, but changes nothing. */
static uint32_t comparison(struct program *p, unsigned int variable, unsigned int op,
			   uint64_t constant, bool hidden)
{
	bool with_zero = constant == 0;
	unsigned int label = (with_zero ? 5 : 6) + hidden;

	asm_start(&a);
	asm_wide(&a, DIF_OP_LDGS, variable, 1);
	if (hidden)
		asm_rrr(&a, DIF_OP_MOV, 1, 0, 1);
	if (!with_zero)
		asm_set(&a, 2, constant);
	if (with_zero)
		asm_rrr(&a, DIF_OP_TST, 1, 0, 0);
	else
		asm_rrr(&a, DIF_OP_CMP, 1, 2, 0);
	asm_op(&a, DIF_INSTR_BRANCH(op, label));
	asm_rrr(&a, DIF_OP_MOV, 0, 0, 1);
	asm_ret(&a, 1);
	asm_set(&a, 1, 1);
	asm_ret(&a, 1);
	return program_difo(p, &a);
}

static const uint64_t compared[] = {0, 1, 2, 7, UINT64_MAX, 1ull << 63, INT64_MAX};

/* The same predicate three times: before a plain count, before one that is run, and where the engine does not see what it
 * is. */
static void check_comparison(unsigned int op, uint64_t constant)
{
	struct program *p = program_create();
	struct dtrace_state *state;
	uint64_t counts[5], expected = 0;
	unsigned int i;

	program_clause(p, "test:::one", comparison(p, DIF_VAR_ARG0, op, constant, false));
	program_aggregation(p, DTRACEAGG_COUNT, DOF_NO_SECTION, 0, 0, "a");
	program_clause(p, "test:::one", comparison(p, DIF_VAR_ARG0, op, constant, false));
	program_aggregation(p, DTRACEAGG_COUNT, DOF_NO_SECTION, 0, 0, "b");
	program_aggregation(p, DTRACEAGG_COUNT, DOF_NO_SECTION, 0, 0, "c");
	program_clause(p, "test:::one", comparison(p, DIF_VAR_ARG0, op, constant, true));
	program_aggregation(p, DTRACEAGG_COUNT, DOF_NO_SECTION, 0, 0, "d");
	program_option(p, DTRACEOPT_AGGSIZE, 4096);
	state = running(p);
	for (i = 0; i < sizeof(compared) / sizeof(compared[0]); i++) {
		fire(0, compared[i]);
		expected += holds(op, compared[i], constant);
	}
	read_singles(state, counts, 4);
	for (i = 1; i <= 4; i++)
		assert_int_equal(counts[i], expected);
	dtrace_state_close(state);
}

static void test_comparisons(void **unused)
{
	unsigned int op, i;

	for (op = DIF_OP_BA; op <= DIF_OP_BLEU; op++)
		for (i = 0; i < sizeof(compared) / sizeof(compared[0]); i++)
			check_comparison(op, compared[i]);
}

/* Arguments the firing does not bring (the provider does), and variables that are none, are left to a run. */
static void test_comparison_of_others(void **unused)
{
	struct program *p = program_create();
	struct dtrace_state *state;
	uint64_t counts[4];

	program_clause(p, "test:::one", comparison(p, DIF_VAR_ARG9, DIF_OP_BE, 0xa00 + 9, false));
	program_aggregation(p, DTRACEAGG_COUNT, DOF_NO_SECTION, 0, 0, "a");
	program_clause(p, "test:::one", comparison(p, DIF_VAR_ID, DIF_OP_BE, test_probe[0], false));
	program_aggregation(p, DTRACEAGG_COUNT, DOF_NO_SECTION, 0, 0, "b");
	program_clause(p, "test:::one",
		       comparison(p, DIF_VAR_ID, DIF_OP_BNE, test_probe[0], false));
	program_aggregation(p, DTRACEAGG_COUNT, DOF_NO_SECTION, 0, 0, "c");
	program_option(p, DTRACEOPT_AGGSIZE, 4096);
	state = running(p);
	fire(0, 1);
	fire(0, 2);
	read_singles(state, counts, 3);
	assert_int_equal(counts[1], 2);
	assert_int_equal(counts[2], 2);
	assert_int_equal(counts[3], 0);
	dtrace_state_close(state);
}

#define TEST(t) cmocka_unit_test_setup_teardown(t, engine_setup, engine_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_simple_functions),
		TEST(test_stddev),
		TEST(test_quantize),
		TEST(test_lquantize),
		TEST(test_llquantize),
		TEST(test_parameters),
		TEST(test_weight),
		TEST(test_keys),
		TEST(test_exact),
		TEST(test_full),
		TEST(test_faulting_key),
		TEST(test_single_over_switches),
		TEST(test_comparisons),
		TEST(test_comparison_of_others),
	};

	return cmocka_run_group_tests_name("core agg", tests, NULL, NULL);
}
