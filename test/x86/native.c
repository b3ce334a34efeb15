/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Emulation and relocation against the processor: each sample runs natively from a random
 * state; then the same state goes through x86_emulate(), or through a relocated copy, or
 * through a jump to a relocated sequence; registers, flags, memory and the next RIP must be
 * the same. X86_SEED repeats a run.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

#include "generate.h"

#define MEMORY	(2 * ARENA_PART) /* data and stack */
#define FLAG_AF 0x10
#define FLAG_RF 0x10000

static uint8_t *arenas[2];
static uint8_t before[MEMORY], after_native[MEMORY];

static const uint8_t *memory_of(const struct sample *sample)
{
	return sample->arena + ARENA_DATA;
}

static void dump(const struct sample *sample)
{
	unsigned int i;

	printf("# at %#llx:", (unsigned long long)sample->address);
	for (i = 0; i < sample->length; i++)
		printf(" %02x", sample->bytes[i]);
	printf("\n");
}

static void compare_field(const struct sample *sample, const char *what, unsigned int index,
			  struct state *native, struct state *ours, uint64_t ignore)
{
	uint64_t want = *state_field(native, index) & ~ignore;
	uint64_t got = *state_field(ours, index) & ~ignore;

	if (want == got)
		return;
	dump(sample);
	fail_msg("%s: field %u is %#llx, the processor says %#llx", what, index,
		 (unsigned long long)got, (unsigned long long)want);
}

static void compare_states(const struct sample *sample, const char *what, struct state *native,
			   struct state *ours, uint64_t undefined_flags)
{
	unsigned int i;

	for (i = 0; i < X86_RFLAGS; i++)
		compare_field(sample, what, i, native, ours, 0);
	compare_field(sample, what, X86_RFLAGS, native, ours, FLAG_RF | undefined_flags);
	if (memcmp(after_native, memory_of(sample), MEMORY)) {
		dump(sample);
		fail_msg("%s: memory differs", what);
	}
}

/* Run the sample where it stands; memory ends up as before. False if it did not end at an int3. */
static bool run_native(const struct sample *sample, struct state *end)
{
	uint8_t *memory = sample->arena + ARENA_DATA;

	memcpy(before, memory, MEMORY);
	memcpy((void *)(uintptr_t)sample->address, sample->bytes, sample->length);
	execute(&sample->start, end);
	memset((void *)(uintptr_t)sample->address, 0xcc, sample->length);
	memcpy(after_native, memory, MEMORY);
	memcpy(memory, before, MEMORY);
	return end->signal == SIGTRAP;
}

static uint64_t sample_address(const uint8_t *arena)
{
	return (uint64_t)(uintptr_t)arena + ARENA_COPY / 2 + random_below(64);
}

static void plan_sample(const struct sample *sample, const char *name, struct x86_insn *insn,
			struct x86_plan *plan)
{
	int length = x86_decode(sample->bytes, sample->length, insn);

	if (length != (int)sample->length || x86_classify(insn, plan) != 0) {
		dump(sample);
		fail_msg("%s: not decoded or refused", name);
	}
}

/* Whether the branch is taken is known before it runs. */
static void check_prediction(const struct sample *sample, const struct x86_plan *plan,
			     struct state *native)
{
	uint64_t next = sample->address + sample->length;
	struct state start = sample->start;
	bool taken = x86_branch_taken(plan, start.regs, greg_offsets);

	if (plan->how != X86_EMULATE_JCC && plan->how != X86_EMULATE_LOOP) {
		assert_true(taken);
	} else if (plan->value != 0 && taken != (*state_field(native, X86_RIP) != next)) {
		dump(sample);
		fail_msg("a branch is said to be %staken", taken ? "" : "not ");
	}
	if (memcmp(&start, &sample->start, sizeof(start)))
		fail_msg("looking at a branch has changed the frame");
}

static bool try_emulation(const struct kind *kind, uint8_t *arena)
{
	struct state native, ours;
	struct x86_insn insn;
	struct x86_plan plan;
	struct sample sample;

	sample_begin(&sample, arena, sample_address(arena));
	kind->make(&sample);
	plan_sample(&sample, kind->name, &insn, &plan);
	assert_int_equal(plan.how, kind->how);
	if (!run_native(&sample, &native))
		return false;
	check_prediction(&sample, &plan, &native);
	ours = sample.start;
	x86_emulate(&plan, ours.regs, greg_offsets);
	compare_states(&sample, kind->name, &native, &ours,
		       plan.how == X86_EMULATE_ZERO ? FLAG_AF : 0);
	memcpy(arena + ARENA_DATA, before, MEMORY);
	return true;
}

static void test_emulation(void **state)
{
	unsigned int i, k, done;

	execute_setup();
	for (k = 0; k < emulated_kind_count; k++) {
		done = 0;
		for (i = 0; i < 1500; i++)
			done += try_emulation(&emulated_kinds[k], arenas[i % 2]);
		if (done < 1000)
			fail_msg("%s: only %u samples ran", emulated_kinds[k].name, done);
	}
}

/* The address of an operand in memory, against lea of the same operand. */
static void try_operand(uint8_t *arena)
{
	struct state native;
	struct x86_insn insn;
	struct x86_plan plan;
	struct sample sample;
	uint8_t reg;

	sample_begin(&sample, arena, sample_address(arena));
	reg = make_lea_sample(&sample);
	assert_true(run_native(&sample, &native));
	sample.bytes[1] = 0x03; /* add instead */
	plan_sample(&sample, "operand", &insn, &plan);
	assert_int_equal(plan.how, X86_SLOT);
	assert_int_equal(plan.source, X86_OPERAND_PLAIN);
	if (x86_operand_address(&plan, sample.start.regs, greg_offsets) !=
	    *state_field(&native, reg)) {
		dump(&sample);
		fail_msg("operand at %#llx, lea says %#llx",
			 (unsigned long long)x86_operand_address(&plan, sample.start.regs,
								 greg_offsets),
			 (unsigned long long)*state_field(&native, reg));
	}
}

static void test_operands(void **state)
{
	static const uint8_t without[][8] = {
		{0x48, 0x01, 0xc8},	  /* add rax, rcx */
		{0x67, 0x48, 0x01, 0x08}, /* add [eax], rcx */
		{0xf3, 0xa4},		  /* rep movsb */
		{0xc5, 0xf8, 0x10, 0x00}, /* vmovups xmm0, [rax] */
	};
	struct x86_insn insn;
	struct x86_plan plan;
	unsigned int i;

	execute_setup();
	for (i = 0; i < 20000; i++)
		try_operand(arenas[i % 2]);
	for (i = 0; i < sizeof(without) / sizeof(without[0]); i++) {
		assert_true(x86_decode(without[i], sizeof(without[i]), &insn) > 0);
		assert_int_equal(x86_classify(&insn, &plan), 0);
		assert_int_equal(plan.source, X86_OPERAND_NONE);
	}
}

/* Copy and jump back, as the driver lays out a slot. */
static void try_slot(unsigned int which, uint8_t *arena)
{
	uint64_t to = (uint64_t)(uintptr_t)arena + ARENA_COPY + random_below(0x1000);
	uint8_t *slot = (uint8_t *)(uintptr_t)to;
	struct state native, ours;
	struct x86_insn insn;
	struct x86_plan plan;
	struct sample sample;
	int size;

	sample_begin(&sample, arena, sample_address(arena));
	make_slot_sample(&sample, which);
	plan_sample(&sample, "slot", &insn, &plan);
	assert_int_equal(plan.how, X86_SLOT);
	assert_true(run_native(&sample, &native));

	size = x86_relocate(&insn, sample.bytes, sample.address, slot, to, X86_MAX_LENGTH);
	assert_int_equal(size, sample.length);
	assert_int_equal(x86_make_jump(slot + size, to + size, sample.address + sample.length),
			 X86_JUMP_LENGTH);
	*state_field(&sample.start, X86_RIP) = to;
	execute(&sample.start, &ours);
	memset(slot, 0xcc, X86_MAX_LENGTH + X86_JUMP_LENGTH);
	assert_int_equal(ours.signal, SIGTRAP);
	compare_states(&sample, x86_mnemonic(&insn), &native, &ours, 0);
	memcpy(arena + ARENA_DATA, before, MEMORY);
}

static void test_slots(void **state)
{
	unsigned int i, k;

	execute_setup();
	for (k = 0; k < slot_sample_count; k++) {
		for (i = 0; i < 200; i++)
			try_slot(k, arenas[i % 2]);
	}
}

#define SEQUENCE 5

/* With rsp somewhere else, what comes next would write over code, or over this program. */
static bool loses_stack(const struct sample *sample)
{
	struct x86_insn insn;
	struct x86_plan plan;

	plan_sample(sample, "sequence", &insn, &plan);
	switch (plan.how) {
	case X86_EMULATE_SUB_RSP:
	case X86_EMULATE_ADD_RSP:
	case X86_EMULATE_RET:
		return plan.value > 0x200 || plan.value < -0x200;
	case X86_EMULATE_MOV:
	case X86_EMULATE_MOV32:
	case X86_EMULATE_MOV_IMM:
	case X86_EMULATE_ZERO:
	case X86_EMULATE_POP:
		return plan.reg == 4;
	default:
		return false;
	}
}

/* Goes where a register or memory says. */
static bool goes_anywhere(const struct sample *sample)
{
	struct x86_insn insn;

	x86_decode(sample->bytes, sample->length, &insn);
	return insn.flow != X86_FLOW_NONE && !(insn.attributes & X86_ATTR_RELATIVE);
}

/*
 * One more instruction. After arithmetic (`computed`) no indirect branch may follow: what it found
 * could be the address of some code of this program.
 */
static struct sample make_link(const struct sample *first, unsigned int offset, bool *computed)
{
	struct sample sample;
	bool slot;

	do {
		sample = *first;
		sample.length = 0;
		sample.address = first->address + offset;
		slot = random_below(2);
		if (slot)
			make_slot_sample(&sample, random_below(slot_sample_count));
		else
			emulated_kinds[random_below(emulated_kind_count)].make(&sample);
	} while (loses_stack(&sample) || (*computed && goes_anywhere(&sample)));
	*computed |= slot;
	sample.start.regs[REG_RSP] = first->start.regs[REG_RSP];
	return sample;
}

/* Several samples one after the other, with the last one's idea of the registers. */
static unsigned int make_sequence(struct sample *first, uint8_t *bytes)
{
	struct sample sample;
	unsigned int i, length = 0;
	bool computed = false;

	for (i = 0; i < SEQUENCE; i++) {
		sample = make_link(first, length, &computed);
		memcpy(bytes + length, sample.bytes, sample.length);
		length += sample.length;
		first->start = sample.start;
	}
	return length;
}

static void run_sequence_native(const struct sample *first, const uint8_t *bytes,
				unsigned int length, struct state *end)
{
	uint8_t *memory = first->arena + ARENA_DATA;

	memcpy(before, memory, MEMORY);
	memcpy((void *)(uintptr_t)first->address, bytes, length);
	execute(&first->start, end);
	memcpy(after_native, memory, MEMORY);
	memcpy(memory, before, MEMORY);
}

struct sequence_tally {
	unsigned int refused, faulted, compared;
};

/* Patch the jump in, with int3 behind it, and run from the old place. */
static void run_patched(const struct sample *first, const struct x86_moved *moved, uint64_t to,
			struct state *native, struct sequence_tally *tally)
{
	uint8_t *at = (uint8_t *)(uintptr_t)first->address;
	struct state ours;

	memset(at, 0xcc, moved->taken);
	assert_int_equal(x86_make_jump(at, first->address, to), X86_JUMP_LENGTH);
	execute(&first->start, &ours);
	assert_int_equal(ours.signal, SIGTRAP);
	compare_states(first, "sequence", native, &ours, 0);
	tally->compared++;
}

static void try_sequence(uint8_t *arena, struct sequence_tally *tally)
{
	uint64_t to = (uint64_t)(uintptr_t)arena + ARENA_COPY + random_below(0x1000);
	uint8_t bytes[SEQUENCE * X86_MAX_LENGTH];
	struct x86_moved moved;
	struct sample first;
	struct state native;
	unsigned int length;
	int reason;

	sample_begin(&first, arena, sample_address(arena));
	length = make_sequence(&first, bytes);
	first.length = length < X86_MAX_LENGTH ? length : X86_MAX_LENGTH;
	memcpy(first.bytes, bytes, first.length);

	reason = x86_relocate_sequence(bytes, length, first.address, (uint8_t *)(uintptr_t)to, to,
				       X86_SEQUENCE_ROOM, &moved);
	if (reason < 0) {
		if (reason != X86_ENDS_EARLY && reason != X86_TARGET_INSIDE &&
		    reason != X86_STACK_OPERAND && reason != X86_TRUNCATED) {
			dump(&first);
			fail_msg("sequence refused: %s", x86_reason(reason));
		}
		tally->refused++;
		return;
	}
	run_sequence_native(&first, bytes, length, &native);
	if (native.signal == SIGTRAP)
		run_patched(&first, &moved, to, &native, tally);
	else
		tally->faulted++;
	memset((void *)(uintptr_t)first.address, 0xcc, length);
	memset((void *)(uintptr_t)to, 0xcc, X86_SEQUENCE_ROOM);
	memcpy(arena + ARENA_DATA, before, MEMORY);
}

static void test_sequences(void **state)
{
	struct sequence_tally tally = {0};
	unsigned int i;

	execute_setup();
	for (i = 0; i < 40000; i++)
		try_sequence(arenas[i % 2], &tally);
	printf("# sequences: %u compared, %u refused, %u faulted natively\n", tally.compared,
	       tally.refused, tally.faulted);
	assert_true(tally.compared > 20000);
}

static int setup(void **state)
{
	arenas[0] = arena_new(true);
	arenas[1] = arena_new(false);
	arena_fill(arenas[0]);
	arena_fill(arenas[1]);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_emulation),
		cmocka_unit_test(test_operands),
		cmocka_unit_test(test_slots),
		cmocka_unit_test(test_sequences),
	};

	random_setup();
	alarm(120);
	return cmocka_run_group_tests_name("x86 native", tests, setup, NULL);
}
