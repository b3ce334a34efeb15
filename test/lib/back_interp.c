/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * See back_interp.h. Straightforward on purpose: no tables, nothing shared
 * with the code under test.
 */
#include <string.h>

#include "back_interp.h"

struct cpu {
	struct machine *m;
	const struct dt_difo *difo;
	uint64_t r[DIF_INT_REGS];
	uint64_t left, right; /* of the last comparison */
};

static uint64_t load(uint64_t address, unsigned int size, bool is_signed)
{
	uint64_t value = 0;

	memcpy(&value, (void *)(uintptr_t)address, size);
	if (is_signed && size < 8 && (value >> (size * 8 - 1)) != 0)
		value |= ~0ull << (size * 8);
	return value;
}

static void divide(struct cpu *cpu, unsigned int op, uint64_t a, uint64_t b, uint64_t *rd)
{
	if (b == 0) {
		cpu->m->fault = true;
		return;
	}
	if (b == UINT64_MAX && (op == DIF_OP_SDIV || op == DIF_OP_SREM))
		*rd = op == DIF_OP_SDIV ? 0 - a : 0;
	else if (op == DIF_OP_SDIV)
		*rd = (uint64_t)((int64_t)a / (int64_t)b);
	else if (op == DIF_OP_UDIV)
		*rd = a / b;
	else if (op == DIF_OP_SREM)
		*rd = (uint64_t)((int64_t)a % (int64_t)b);
	else
		*rd = a % b;
}

static bool taken(const struct cpu *cpu, unsigned int op)
{
	uint64_t a = cpu->left, b = cpu->right;
	int64_t sa = (int64_t)a, sb = (int64_t)b;

	return op == DIF_OP_BA || (op == DIF_OP_BE && a == b) || (op == DIF_OP_BNE && a != b) ||
	       (op == DIF_OP_BG && sa > sb) || (op == DIF_OP_BGU && a > b) ||
	       (op == DIF_OP_BGE && sa >= sb) || (op == DIF_OP_BGEU && a >= b) ||
	       (op == DIF_OP_BL && sa < sb) || (op == DIF_OP_BLU && a < b) ||
	       (op == DIF_OP_BLE && sa <= sb) || (op == DIF_OP_BLEU && a <= b);
}

static struct machine_element *element(struct machine *m, unsigned int scope, uint32_t id)
{
	struct machine_element *e;

	for (e = m->elements; e < m->elements + MACHINE_ELEMENTS && e->used; e++)
		if (e->scope == scope && e->variable == id && e->key_count == m->depth &&
		    memcmp(e->keys, m->tuple, m->depth * sizeof(e->keys[0])) == 0)
			return e;
	e->used = true;
	e->scope = scope;
	e->variable = id;
	e->key_count = m->depth;
	memcpy(e->keys, m->tuple, sizeof(e->keys));
	return e;
}

static void push(struct machine *m, uint64_t value, char kind, uint64_t size)
{
	if (m->depth == DIF_TUPLE_REGS) {
		m->fault = true;
		return;
	}
	m->tuple_kind[m->depth] = (uint8_t)kind;
	m->tuple_size[m->depth] = size;
	m->tuple[m->depth++] = value;
}

static uint64_t allocate(struct machine *m, uint64_t size)
{
	unsigned int at = (m->scratch_used + 7) & ~7u;

	if (size > sizeof(m->scratch) - at) {
		m->fault = true;
		return 0;
	}
	m->scratch_used = at + (unsigned int)size;
	memset(m->scratch + at, 0, size);
	return (uintptr_t)(m->scratch + at);
}

static void store(uint64_t address, uint64_t value, unsigned int size)
{
	memcpy((void *)(uintptr_t)address, &value, size);
}

static void execute(struct cpu *cpu, uint32_t word)
{
	unsigned int op = DIF_INSTR_OP(word), wide = DIF_INSTR_WIDE(word);
	uint64_t a = cpu->r[DIF_INSTR_R1(word) & 7], b = cpu->r[DIF_INSTR_R2(word) & 7];
	uint64_t *rd = &cpu->r[DIF_INSTR_RD(word) & 7];
	uint32_t slot = wide - DIF_VAR_USER_FIRST;
	struct machine *m = cpu->m;

	switch (op) {
	case DIF_OP_OR:
		*rd = a | b;
		break;
	case DIF_OP_AND:
		*rd = a & b;
		break;
	case DIF_OP_XOR:
		*rd = a ^ b;
		break;
	case DIF_OP_SLL:
		*rd = a << (b & 63);
		break;
	case DIF_OP_SRL:
		*rd = a >> (b & 63);
		break;
	case DIF_OP_SRA:
		*rd = (uint64_t)((int64_t)a >> (b & 63));
		break;
	case DIF_OP_SUB:
		*rd = a - b;
		break;
	case DIF_OP_ADD:
		*rd = a + b;
		break;
	case DIF_OP_MUL:
		*rd = a * b;
		break;
	case DIF_OP_SDIV:
	case DIF_OP_UDIV:
	case DIF_OP_SREM:
	case DIF_OP_UREM:
		divide(cpu, op, a, b, rd);
		break;
	case DIF_OP_NOT:
		*rd = ~a;
		break;
	case DIF_OP_MOV:
		*rd = a;
		break;
	case DIF_OP_CMP:
		cpu->left = a;
		cpu->right = b;
		break;
	case DIF_OP_TST:
		cpu->left = a;
		cpu->right = 0;
		break;
	case DIF_OP_SCMP:
		cpu->left = (uint64_t)(int64_t)strcmp(a ? (char *)(uintptr_t)a : "",
						      b ? (char *)(uintptr_t)b : "");
		cpu->right = 0;
		break;
	case DIF_OP_ULDSB:
	case DIF_OP_LDSB:
		*rd = load(a, 1, true);
		break;
	case DIF_OP_ULDSH:
	case DIF_OP_LDSH:
		*rd = load(a, 2, true);
		break;
	case DIF_OP_ULDSW:
	case DIF_OP_LDSW:
		*rd = load(a, 4, true);
		break;
	case DIF_OP_ULDUB:
	case DIF_OP_LDUB:
		*rd = load(a, 1, false);
		break;
	case DIF_OP_ULDUH:
	case DIF_OP_LDUH:
		*rd = load(a, 2, false);
		break;
	case DIF_OP_ULDUW:
	case DIF_OP_LDUW:
		*rd = load(a, 4, false);
		break;
	case DIF_OP_ULDX:
	case DIF_OP_LDX:
		*rd = load(a, 8, false);
		break;
	case DIF_OP_STB:
		store(*rd, a, 1);
		break;
	case DIF_OP_STH:
		store(*rd, a, 2);
		break;
	case DIF_OP_STW:
		store(*rd, a, 4);
		break;
	case DIF_OP_STX:
		store(*rd, a, 8);
		break;
	case DIF_OP_SETX:
		*rd = cpu->difo->integers[wide];
		break;
	case DIF_OP_SETS:
		*rd = (uintptr_t)(cpu->difo->strings + wide);
		break;
	case DIF_OP_LDGA:
		*rd = m->args[b & 15];
		break;
	case DIF_OP_LDGS:
		*rd = wide < DIF_VAR_USER_FIRST ? m->builtins[(wide - DIF_VAR_ARG0) % 10]
						: m->globals[slot % MACHINE_SLOTS];
		break;
	case DIF_OP_STGS:
		m->globals[slot % MACHINE_SLOTS] = *rd;
		break;
	case DIF_OP_LDTS:
		*rd = m->threads[slot % MACHINE_SLOTS];
		break;
	case DIF_OP_STTS:
		m->threads[slot % MACHINE_SLOTS] = *rd;
		break;
	case DIF_OP_LDLS:
		*rd = m->locals[slot % MACHINE_SLOTS];
		break;
	case DIF_OP_STLS:
		m->locals[slot % MACHINE_SLOTS] = *rd;
		break;
	case DIF_OP_LDGAA:
		*rd = element(m, DIF_SCOPE_GLOBAL, wide)->value;
		break;
	case DIF_OP_STGAA:
		element(m, DIF_SCOPE_GLOBAL, wide)->value = *rd;
		break;
	case DIF_OP_LDTAA:
		*rd = element(m, DIF_SCOPE_THREAD, wide)->value;
		break;
	case DIF_OP_STTAA:
		element(m, DIF_SCOPE_THREAD, wide)->value = *rd;
		break;
	case DIF_OP_FLUSHTS:
		m->depth = 0;
		break;
	case DIF_OP_PUSHTV:
		push(m, *rd, 'v', 8);
		break;
	case DIF_OP_PUSHTR:
		push(m, *rd, DIF_INSTR_R1(word) == DIF_KIND_STRING ? 's' : 'd', b);
		break;
	case DIF_OP_CALL:
		*rd = m->call != NULL ? m->call(m, wide) : 0;
		break;
	case DIF_OP_ALLOCS:
		*rd = allocate(m, a);
		break;
	case DIF_OP_COPYS:
		memcpy((void *)(uintptr_t)*rd, (void *)(uintptr_t)a, b);
		break;
	default:
		m->fault = true;
	}
	cpu->r[0] = 0;
}

static bool is_branch(unsigned int op)
{
	return op >= DIF_OP_BA && op <= DIF_OP_BLEU;
}

uint64_t machine_run(struct machine *machine, const struct dt_difo *difo)
{
	struct cpu cpu = {.m = machine, .difo = difo};
	uint32_t pc = 0;

	memset(cpu.r, 0x5a, sizeof(cpu.r)); /* nobody may rely on what is left in registers */
	cpu.r[0] = 0;
	machine->fault = false;
	machine->scratch_used = machine->steps = machine->depth = 0;
	while (pc < difo->text_count && !machine->fault) {
		uint32_t word = difo->text[pc++];

		machine->steps++;
		if (DIF_INSTR_OP(word) == DIF_OP_RET)
			return cpu.r[DIF_INSTR_RD(word) & 7];
		if (!is_branch(DIF_INSTR_OP(word)))
			execute(&cpu, word);
		else if (taken(&cpu, DIF_INSTR_OP(word)))
			pc = DIF_INSTR_LABEL(word);
	}
	machine->fault = true;
	return 0;
}
