/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Dynamic variables: against a model, running out and recovering, and many CPUs at once. */
#include "harness.h"

#include <pthread.h>
#include <stdlib.h>

static struct assembly a;

enum {
	ARRAY = 0x500,
	SELF = 0x501,
	STRINGS = 0x502
};

static void push_argument(unsigned int n)
{
	asm_wide(&a, DIF_OP_LDGS, DIF_VAR_ARG0 + n, 1);
	asm_rrr(&a, DIF_OP_PUSHTV, 0, 0, 1);
}

static void declare(void)
{
	asm_start(&a);
	asm_variable(&a, ARRAY, DIF_VAR_ARRAY, DIF_SCOPE_GLOBAL, DIF_KIND_CTF, 0);
	asm_variable(&a, SELF, DIF_VAR_SCALAR, DIF_SCOPE_THREAD, DIF_KIND_CTF, 0);
	asm_variable(&a, STRINGS, DIF_VAR_ARRAY, DIF_SCOPE_GLOBAL, DIF_KIND_STRING, 200);
}

static struct dtrace_state *start(struct program *p, uint64_t pool)
{
	struct dtrace_state *state = consumer();

	program_option(p, DTRACEOPT_DYNVARSIZE, pool);
	assert_int_equal(enable(state, p, NULL), 0);
	assert_int_equal(go(state), 0);
	return state;
}

static void fire2(unsigned int probe, uint64_t arg0, uint64_t arg1)
{
	struct dtrace_firing firing;

	memset(&firing, 0, sizeof(firing));
	firing.arg[0] = arg0;
	firing.arg[1] = arg1;
	firing.args = 2;
	dtrace_fire(test_probe[probe], &firing);
}

/* one: x[arg0] = arg1, two: trace(x[arg0]) */
static struct program *array_program(void)
{
	struct program *p = program_create();

	declare();
	push_argument(0);
	asm_wide(&a, DIF_OP_LDGS, DIF_VAR_ARG0 + 1, 2);
	asm_wide(&a, DIF_OP_STGAA, ARRAY, 2);
	asm_ret(&a, 0);
	a.result.size = 0;
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, program_difo(p, &a), 0);
	declare();
	push_argument(0);
	asm_wide(&a, DIF_OP_LDGAA, ARRAY, 2);
	asm_ret(&a, 2);
	program_clause(p, "test:::two", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, program_difo(p, &a), 0);
	return p;
}

static uint64_t element(struct dtrace_state *state, uint64_t key)
{
	const struct dtrace_firing_header *header;
	struct dtrace_ioc_snapshot snap;
	uint8_t *data;
	size_t offset = 0;

	fire2(1, key, 0);
	data = snapshot(state, 0, false, &snap);
	while ((header = next_firing(data, &snap, &offset)) != NULL)
		if (header->epid == 2)
			return *(const uint64_t *)(header + 1);
	fail_msg("no firing");
	return 0;
}

static uint64_t drops(struct dtrace_state *state)
{
	struct dtrace_ioc_status status;

	assert_int_equal(control(state, DTRACEIOC_STATUS, &status), 0);
	return status.dynamic_drops;
}

static void test_model(void **unused)
{
	enum {
		KEYS = 300
	};
	struct dtrace_state *state = start(array_program(), 1 << 20);
	uint64_t model[KEYS] = {0};
	unsigned int i;

	srand(2);
	for (i = 0; i < 20000; i++) {
		unsigned int key = (unsigned int)rand() % KEYS;
		uint64_t value = rand() % 3 == 0 ? 0 : (uint64_t)rand();

		fire2(0, key, value);
		model[key] = value;
		if (i % 16 == 0) {
			key = (unsigned int)rand() % KEYS;
			assert_int_equal(element(state, key), model[key]);
		}
	}
	assert_int_equal(drops(state), 0);
	dtrace_state_close(state);
}

/* A full pool drops stores and keeps what it has; freed elements can be used again, all of them. */
static void test_full_and_free(void **unused)
{
	struct dtrace_state *state = start(array_program(), 4096);
	unsigned int round, i, held = 0;

	for (round = 0; round < 3; round++) {
		uint64_t before = drops(state);
		unsigned int kept = 0;

		for (i = 1; i <= 100; i++)
			fire2(0, i, i);
		for (i = 1; i <= 100; i++)
			kept += element(state, i) == i;
		assert_int_equal(drops(state) - before, 100 - kept);
		assert_true(kept >= 4096 / 128 && kept < 100);
		if (round == 0)
			held = kept;
		assert_int_equal(kept, held);
		fire2(0, 1, 777); /* assigning what is there needs no room */
		assert_int_equal(element(state, 1), 777);
		for (i = 1; i <= 100; i++)
			fire2(0, i, 0);
		assert_int_equal(element(state, 1), 0);
	}
	dtrace_state_close(state);
}

/* What one CPU has freed another can have. */
static void test_stealing(void **unused)
{
	struct dtrace_state *state = start(array_program(), 4096);
	unsigned int i;
	uint64_t before;

	fake_set_cpu(3);
	for (i = 1; i <= 100; i++)
		fire2(0, i, i);
	for (i = 1; i <= 100; i++)
		fire2(0, i, 0);
	fake_set_cpu(0);
	before = drops(state);
	for (i = 1; i <= 30; i++)
		fire2(0, i, i);
	assert_int_equal(drops(state), before);
	assert_int_equal(element(state, 30), 30);
	dtrace_state_close(state);
}

/* --- many CPUs --------------------------------------------------------- */

#define ROUNDS 30000

struct worker {
	pthread_t thread;
	unsigned int cpu;
	void (*work)(unsigned int cpu);
};

static void *run_worker(void *argument)
{
	struct worker *worker = argument;

	fake_set_cpu(worker->cpu);
	worker->work(worker->cpu);
	return NULL;
}

static void on_all_cpus(void (*work)(unsigned int cpu))
{
	struct worker workers[FAKE_CPUS];
	unsigned int cpu;

	for (cpu = 0; cpu < FAKE_CPUS; cpu++) {
		workers[cpu] = (struct worker){.cpu = cpu, .work = work};
		assert_int_equal(
			pthread_create(&workers[cpu].thread, NULL, run_worker, &workers[cpu]), 0);
	}
	for (cpu = 0; cpu < FAKE_CPUS; cpu++)
		pthread_join(workers[cpu].thread, NULL);
}

/* one: self->n = self->n + 1; x[self->n, cpu] = 1, then 0 · two: trace(self->n) */
static struct program *self_program(void)
{
	struct program *p = program_create();

	declare();
	asm_wide(&a, DIF_OP_LDTS, SELF, 1);
	asm_set(&a, 2, 1);
	asm_rrr(&a, DIF_OP_ADD, 1, 2, 1);
	asm_wide(&a, DIF_OP_STTS, SELF, 1);
	asm_rrr(&a, DIF_OP_PUSHTV, 0, 0, 1);
	asm_wide(&a, DIF_OP_LDGS, DIF_VAR_CPU, 3);
	asm_rrr(&a, DIF_OP_PUSHTV, 0, 0, 3);
	asm_wide(&a, DIF_OP_STGAA, ARRAY, 2);
	asm_wide(&a, DIF_OP_STGAA, ARRAY, 0);
	asm_ret(&a, 0);
	a.result.size = 0;
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, program_difo(p, &a), 0);
	declare();
	asm_wide(&a, DIF_OP_LDTS, SELF, 1);
	asm_ret(&a, 1);
	program_clause(p, "test:::two", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, program_difo(p, &a), 0);
	return p;
}

static void count_up(unsigned int cpu)
{
	unsigned int i;

	for (i = 0; i < ROUNDS; i++)
		fire2(0, 0, 0);
}

static void test_thread_locals(void **unused)
{
	struct dtrace_state *state = start(self_program(), 8192);
	unsigned int cpu;

	on_all_cpus(count_up);
	for (cpu = 0; cpu < FAKE_CPUS; cpu++) {
		const struct dtrace_firing_header *header;
		struct dtrace_ioc_snapshot snap;
		size_t offset = 0;

		snapshot(state, cpu, false, &snap);
		fake_set_cpu(cpu);
		fire2(1, 0, 0);
		fake_set_cpu(0);
		header = next_firing(snapshot(state, cpu, false, &snap), &snap, &offset);
		assert_int_equal(*(const uint64_t *)(header + 1), ROUNDS);
	}
	assert_int_equal(drops(state), 0);
	dtrace_state_close(state);
}

/* one: s[arg0] = the CPU's text (kernel memory, 100 + 20 * cpu times one letter) · two:
 * trace(s[arg0]) · three: s[arg0] = 0 */
static struct program *string_program(void)
{
	struct program *p = program_create();

	declare();
	push_argument(0);
	asm_wide(&a, DIF_OP_LDGS, DIF_VAR_CPU, 2);
	asm_set(&a, 3, 256);
	asm_rrr(&a, DIF_OP_MUL, 2, 3, 2);
	asm_set(&a, 3, FAKE_KERNEL);
	asm_rrr(&a, DIF_OP_ADD, 2, 3, 2);
	asm_wide(&a, DIF_OP_STGAA, STRINGS, 2);
	asm_ret(&a, 0);
	a.result.size = 0;
	program_clause(p, "test:::one", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, program_difo(p, &a), 0);
	declare();
	push_argument(0);
	asm_wide(&a, DIF_OP_LDGAA, STRINGS, 2);
	asm_string_result(&a);
	asm_ret(&a, 2);
	program_clause(p, "test:::two", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, program_difo(p, &a), 0);
	declare();
	push_argument(0);
	asm_wide(&a, DIF_OP_STGAA, STRINGS, 0);
	asm_ret(&a, 0);
	a.result.size = 0;
	program_clause(p, "test:::three", DOF_NO_SECTION);
	program_action(p, DTRACEACT_DIFEXPR, program_difo(p, &a), 0);
	return p;
}

static void mix_operations(unsigned int cpu)
{
	unsigned int seed = cpu + 1, i;

	for (i = 0; i < ROUNDS; i++) {
		unsigned int key = (unsigned int)rand_r(&seed) % 3;

		fire2((unsigned int)rand_r(&seed) % 3, key, 0);
	}
}

/* Every string read must be one that some CPU wrote, whole. */
static void check_text(const char *text)
{
	unsigned int cpu = (unsigned int)(text[0] - 'a');
	size_t length = strlen(text);

	if (length == 0)
		return; /* not there at the moment */
	assert_true(cpu < FAKE_CPUS);
	assert_int_equal(length, 100 + 20 * cpu);
	assert_int_equal(strspn(text, (char[]){text[0], 0}), length);
}

static void test_whole_values(void **unused)
{
	struct dtrace_state *state;
	struct program *p = string_program();
	unsigned int cpu, read = 0;

	for (cpu = 0; cpu < FAKE_CPUS; cpu++)
		memset(fake.kernel + cpu * 256, (int)('a' + cpu), 100 + 20 * cpu);
	program_option(p, DTRACEOPT_BUFSIZE, 7 << 20);
	state = start(p, 2048); /* little room: chunks change hands all the time */
	on_all_cpus(mix_operations);
	for (cpu = 0; cpu < FAKE_CPUS; cpu++) {
		const struct dtrace_firing_header *header;
		struct dtrace_ioc_snapshot snap;
		uint8_t *data = snapshot(state, cpu, false, &snap);
		size_t offset = 0;

		assert_int_equal(snap.errors, 0);
		while ((header = next_firing(data, &snap, &offset)) != NULL) {
			if (header->epid != 2)
				continue;
			check_text((const char *)(header + 1));
			read += *(const char *)(header + 1) != '\0';
		}
	}
	assert_true(read > ROUNDS / 10);
	dtrace_state_close(state);
}

/* --- keys -------------------------------------------------------------- */

/* Two tuples that must not meet: ("ab", "c") and ("a", "bc"), 1 and (1, 0). */
static void test_keys_are_told_apart(void **unused)
{
	asm_start(&a);
	asm_variable(&a, ARRAY, DIF_VAR_ARRAY, DIF_SCOPE_GLOBAL, DIF_KIND_CTF, 0);
	asm_string(&a, 1, "ab");
	asm_string(&a, 2, "c");
	asm_rrr(&a, DIF_OP_PUSHTR, DIF_KIND_STRING, 0, 1);
	asm_rrr(&a, DIF_OP_PUSHTR, DIF_KIND_STRING, 0, 2);
	asm_set(&a, 3, 5);
	asm_wide(&a, DIF_OP_STGAA, ARRAY, 3);
	asm_rrr(&a, DIF_OP_FLUSHTS, 0, 0, 0);
	asm_string(&a, 1, "a");
	asm_string(&a, 2, "bc");
	asm_rrr(&a, DIF_OP_PUSHTR, DIF_KIND_STRING, 0, 1);
	asm_rrr(&a, DIF_OP_PUSHTR, DIF_KIND_STRING, 0, 2);
	asm_wide(&a, DIF_OP_LDGAA, ARRAY, 4);
	asm_ret(&a, 4);
	assert_int_equal(evaluate(&a).value, 0);
}

/* A bound shortens a string key: x["abc" up to 2] is x["ab"]. */
static void test_bounded_key(void **unused)
{
	asm_start(&a);
	asm_variable(&a, ARRAY, DIF_VAR_ARRAY, DIF_SCOPE_GLOBAL, DIF_KIND_CTF, 0);
	asm_string(&a, 1, "ab");
	asm_rrr(&a, DIF_OP_PUSHTR, DIF_KIND_STRING, 0, 1);
	asm_set(&a, 3, 5);
	asm_wide(&a, DIF_OP_STGAA, ARRAY, 3);
	asm_rrr(&a, DIF_OP_FLUSHTS, 0, 0, 0);
	asm_string(&a, 1, "abc");
	asm_set(&a, 2, 2);
	asm_rrr(&a, DIF_OP_PUSHTR, DIF_KIND_STRING, 2, 1);
	asm_wide(&a, DIF_OP_LDGAA, ARRAY, 4);
	asm_ret(&a, 4);
	assert_int_equal(evaluate(&a).value, 5);
}

static struct evaluation data_key(uint64_t address, uint64_t size)
{
	asm_start(&a);
	asm_variable(&a, ARRAY, DIF_VAR_ARRAY, DIF_SCOPE_GLOBAL, DIF_KIND_CTF, 0);
	asm_set(&a, 1, address);
	asm_set(&a, 2, size);
	asm_rrr(&a, DIF_OP_PUSHTR, DIF_KIND_CTF, 2, 1);
	asm_wide(&a, DIF_OP_STGAA, ARRAY, 1);
	asm_wide(&a, DIF_OP_LDGAA, ARRAY, 3);
	asm_ret(&a, 3);
	return evaluate(&a);
}

static void test_data_keys(void **unused)
{
	assert_int_equal(data_key(FAKE_KERNEL, 12).value, FAKE_KERNEL);
	assert_int_equal(data_key(FAKE_KERNEL, 0).value, FAKE_KERNEL);
	assert_int_equal(data_key(FAKE_KERNEL, FAKE_SPACE + 1).fault, DTRACEFLT_BADADDR);
	assert_int_equal(data_key(16, 8).fault, DTRACEFLT_BADADDR);
	assert_int_equal(data_key(FAKE_KERNEL, (uint64_t)-1).fault, DTRACEFLT_NOSCRATCH);
	assert_int_equal(data_key(FAKE_KERNEL, (uint64_t)-7).fault, DTRACEFLT_NOSCRATCH);
}

#define TEST(t) cmocka_unit_test_setup_teardown(t, engine_setup, engine_teardown)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_model),	  TEST(test_full_and_free), TEST(test_stealing),
		TEST(test_thread_locals), TEST(test_whole_values),  TEST(test_keys_are_told_apart),
		TEST(test_bounded_key),	  TEST(test_data_keys),
	};

	return cmocka_run_group_tests_name("core dynvar", tests, NULL, NULL);
}
