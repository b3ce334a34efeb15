/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The DIF interpreter: the loop and nothing else. Probe context. The object was verified:
 * registers, labels and indices are in range, branches go forward, the last instruction is a ret.
 * So the loop ends.
 */
#include "run.h"

/*
 * Registers, and the operands of the last comparison. The kernel is compiled without jump tables
 * (against speculation), so a switch is a search: what programs do most is tried first, in the
 * loop; execute() has the rest.
 */
struct machine {
	uint64_t r[DIF_INT_REGS];
	uint64_t left, right;
};

/* The one quotient that does not fit wraps, as multiplication does. */
static uint64_t divide(struct dtrace_run *run, uint32_t op, uint64_t a, uint64_t b)
{
	if (b == 0)
		return dtrace_fault(run, DTRACEFLT_DIVZERO, 0);
	switch (op) {
	case DIF_OP_SDIV:
		return (int64_t)b == -1 ? 0 - a : (uint64_t)((int64_t)a / (int64_t)b);
	case DIF_OP_SREM:
		return (int64_t)b == -1 ? 0 : (uint64_t)((int64_t)a % (int64_t)b);
	case DIF_OP_UDIV:
		return a / b;
	default:
		return a % b;
	}
}

/* NULL compares as "": a variable == NULL asks whether it has a string. */
static bool comparable(struct dtrace_run *run, uint64_t address, struct dtrace_string *string)
{
	return dtrace_string(run, address != 0 ? address : (uintptr_t)dtrace_empty_string,
			     run->state->strsize, string);
}

/* 0, 1 or 2 for less, equal and greater: compared with 1 it is right for every branch. */
static uint64_t compare_strings(struct dtrace_run *run, uint64_t a, uint64_t b)
{
	size_t mark = dtrace_scratch_mark(run), length;
	struct dtrace_string left, right;
	int order;

	if (!comparable(run, a, &left) || !comparable(run, b, &right))
		return 1;
	length = DTRACE_MIN(left.length, right.length);
	order = memcmp(left.text, right.text, length);
	if (order == 0)
		order = left.length < right.length ? -1 : left.length > right.length;
	dtrace_scratch_release(run, mark);
	return order < 0 ? 0 : 1 + (uint64_t)(order > 0);
}

static void push(struct dtrace_run *run, uint8_t kind, uint64_t value, uint64_t size)
{
	if (run->depth == DIF_TUPLE_REGS) {
		dtrace_fault(run, DTRACEFLT_TUPOFLOW, 0);
		return;
	}
	run->tuple[run->depth++] =
		(struct dtrace_tuple){.value = value, .size = size, .kind = kind};
}

static void push_reference(struct dtrace_run *run, uint32_t kind, uint64_t address, uint64_t size)
{
	if (kind == DIF_KIND_CTF) {
		push(run, TUPLE_DATA, address, size);
		return;
	}
	if (size == 0 || size > run->state->strsize)
		size = run->state->strsize;
	push(run, TUPLE_STRING, address, size);
}

static uint64_t allocate(struct dtrace_run *run, uint64_t size)
{
	void *memory = dtrace_scratch(run, size);

	if (memory == NULL)
		return 0;
	memset(memory, 0, size);
	return (uintptr_t)memory;
}

static void copy(struct dtrace_run *run, uint64_t to, uint64_t from, uint64_t size)
{
	if (!dtrace_storable(run, to, size))
		dtrace_fault(run, DTRACEFLT_BADADDR, to);
	else
		dtrace_load_bytes(run, (void *)(uintptr_t)to, from, size);
}

static uint64_t load_global(struct dtrace_run *run, uint32_t id)
{
	if (id < DIF_VAR_USER_FIRST)
		return dtrace_builtin(run, id);
	return dtrace_static_load(run, DIF_SCOPE_GLOBAL, id);
}

static uint64_t arithmetic(struct dtrace_run *run, uint32_t op, uint64_t a, uint64_t b)
{
	switch (op) {
	case DIF_OP_OR:
		return a | b;
	case DIF_OP_AND:
		return a & b;
	case DIF_OP_XOR:
		return a ^ b;
	case DIF_OP_SLL:
		return a << (b & 63);
	case DIF_OP_SRL:
		return a >> (b & 63);
	case DIF_OP_SRA:
		return (uint64_t)((int64_t)a >> (b & 63));
	case DIF_OP_SUB:
		return a - b;
	case DIF_OP_ADD:
		return a + b;
	case DIF_OP_MUL:
		return a * b;
	case DIF_OP_NOT:
		return ~a;
	default:
		return divide(run, op, a, b);
	}
}

/* ORDER DIF_OP: every group of loads comes in these widths, and 1, 2, 4, 8 of stores. */
static const struct {
	uint8_t size;
	bool extend;
} loads[] = {{1, true}, {2, true}, {4, true}, {1, false}, {2, false}, {4, false}, {8, false}};

static bool in_group(uint32_t op, uint32_t first, uint32_t last)
{
	return op - first <= last - first;
}

#define R1   machine->r[DIF_INSTR_R1(instruction)]
#define R2   machine->r[DIF_INSTR_R2(instruction)]
#define RD   machine->r[DIF_INSTR_RD(instruction)]
#define WIDE DIF_INSTR_WIDE(instruction)

/* What works on registers and memory alone. */
static void compute(struct dtrace_run *run, struct machine *machine, uint32_t instruction)
{
	uint32_t op = DIF_INSTR_OP(instruction), nth;

	if (in_group(op, DIF_OP_LDSB, DIF_OP_LDX)) {
		nth = op - DIF_OP_LDSB;
		RD = dtrace_load(run, R1, loads[nth].size, loads[nth].extend);
	} else if (in_group(op, DIF_OP_RLDSB, DIF_OP_RLDX)) {
		nth = op - DIF_OP_RLDSB;
		RD = dtrace_load(run, R1, loads[nth].size, loads[nth].extend);
	} else if (in_group(op, DIF_OP_ULDSB, DIF_OP_ULDX)) {
		nth = op - DIF_OP_ULDSB;
		RD = dtrace_load_user(run, R1, loads[nth].size, loads[nth].extend);
	} else if (in_group(op, DIF_OP_STB, DIF_OP_STX)) {
		dtrace_store(run, RD, 1u << (op - DIF_OP_STB), R1);
	} else if (in_group(op, DIF_OP_OR, DIF_OP_NOT) || op == DIF_OP_SRA) {
		RD = arithmetic(run, op, R1, R2);
	}
}

static void execute(struct dtrace_run *run, const struct dtrace_difo *difo, struct machine *machine,
		    uint32_t instruction)
{
	switch (DIF_INSTR_OP(instruction)) {
	case DIF_OP_SCMP:
		machine->left = compare_strings(run, R1, R2);
		machine->right = 1;
		break;
	case DIF_OP_SETS:
		RD = (uintptr_t)(difo->strings + WIDE);
		break;
	case DIF_OP_CALL:
		RD = dtrace_subroutine(run, WIDE);
		break;
	case DIF_OP_PUSHTR:
		push_reference(run, DIF_INSTR_R1(instruction), RD, R2);
		break;
	case DIF_OP_PUSHTV:
		push(run, TUPLE_VALUE, RD, 8);
		break;
	case DIF_OP_POPTS:
		if (run->depth > 0)
			run->depth--;
		break;
	case DIF_OP_FLUSHTS:
		run->depth = 0;
		break;
	case DIF_OP_LDGA:
		RD = dtrace_builtin_array(run, DIF_INSTR_R1(instruction), R2);
		break;
	case DIF_OP_STGS:
		dtrace_static_store(run, DIF_SCOPE_GLOBAL, WIDE, RD);
		break;
	case DIF_OP_LDLS:
		RD = dtrace_static_load(run, DIF_SCOPE_LOCAL, WIDE);
		break;
	case DIF_OP_STLS:
		dtrace_static_store(run, DIF_SCOPE_LOCAL, WIDE, RD);
		break;
	case DIF_OP_LDGAA:
		RD = dtrace_dynamic_load(run, DIF_SCOPE_GLOBAL, WIDE, true);
		break;
	case DIF_OP_STGAA:
		dtrace_dynamic_store(run, DIF_SCOPE_GLOBAL, WIDE, true, RD);
		break;
	case DIF_OP_LDTAA:
		RD = dtrace_dynamic_load(run, DIF_SCOPE_THREAD, WIDE, true);
		break;
	case DIF_OP_STTAA:
		dtrace_dynamic_store(run, DIF_SCOPE_THREAD, WIDE, true, RD);
		break;
	case DIF_OP_ALLOCS:
		RD = allocate(run, R1);
		break;
	case DIF_OP_COPYS:
		copy(run, RD, R1, R2);
		break;
	default: /* a nop does nothing there; the verifier lets nothing unknown through */
		compute(run, machine, instruction);
		break;
	}
}

/* One store each: a loop, or what a compiler makes of one, takes several times as long. */
static inline void clear_machine(struct machine *machine)
{
	unsigned int i;

#pragma GCC unroll 8
	for (i = 0; i < DIF_INT_REGS; i++)
		DTRACE_POKE(machine->r[i], 0);
	machine->left = machine->right = 0;
}

static __attribute__((__noinline__)) uint64_t run_text(struct dtrace_run *run, const struct dtrace_difo *difo)
{
	struct machine state DTRACE_UNSET, *machine = &state;
	uint32_t next = 0;

	clear_machine(machine);
	do {
		uint32_t instruction = difo->text[next], op = DIF_INSTR_OP(instruction);

		run->pc = next++;
		if (op == DIF_OP_LDGS) {
			RD = load_global(run, WIDE);
		} else if (op == DIF_OP_SETX) {
			RD = difo->integers[WIDE];
		} else if (op >= DIF_OP_BA && op <= DIF_OP_BLEU) {
			if (dtrace_branch_taken(op, machine->left, machine->right))
				next = DIF_INSTR_LABEL(instruction);
		} else if (op == DIF_OP_RET) {
			return RD;
		} else if (op == DIF_OP_CMP || op == DIF_OP_TST) {
			machine->left = R1;
			machine->right = op == DIF_OP_CMP ? R2 : 0;
		} else if (op == DIF_OP_MOV) {
			RD = R1;
		} else if (op == DIF_OP_LDTS) {
			RD = dtrace_dynamic_load(run, DIF_SCOPE_THREAD, WIDE, false);
		} else if (op == DIF_OP_STTS) {
			dtrace_dynamic_store(run, DIF_SCOPE_THREAD, WIDE, false, RD);
		} else {
			execute(run, difo, machine, instruction);
		}
	} while (run->fault < 0);
	return 0;
}

/* Without the loop: an object that is no more than a value, or a comparison of one. */
static uint64_t run_shape(struct dtrace_run *run, const struct dtrace_difo *difo)
{
	switch (difo->shape) {
	case DIFO_GLOBAL:
		return load_global(run, difo->id);
	case DIFO_CONSTANT:
		return difo->constant;
	case DIFO_THREAD:
		return dtrace_dynamic_load(run, DIF_SCOPE_THREAD, difo->id, false);
	default:
		return dtrace_branch_taken(difo->branch, load_global(run, difo->id),
					   difo->constant);
	}
}

uint64_t dtrace_interpret(struct dtrace_run *run, const struct dtrace_difo *difo)
{
	uint64_t result;

	run->difo = difo;
	run->depth = 0;
	run->pc = 0;
	run->executing = true;
	result = difo->shape == DIFO_ANY ? run_text(run, difo) : run_shape(run, difo);
	run->executing = false;
	return result;
}
