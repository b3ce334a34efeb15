/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Instruction lists: memory, emitting, list surgery, and the table that says
 * what each DIF operation reads and writes.
 */
#include <stdlib.h>
#include <string.h>

#include "dt_ir.h"

#define IR_BLOCK_SIZE 8192

struct dt_ir_block {
	struct dt_ir_block *next;
	size_t used, room;
	max_align_t bytes[];
};

#define R1   DT_READS_R1
#define R2   DT_READS_R2
#define RS   DT_READS_RD
#define RD   DT_WRITES_RD
#define PURE DT_PURE
#define END  DT_ENDS_BLOCK

#define THREE(name)                                      \
	{                                                \
		name, DT_FORM_THREE, R1 | R2 | RD | PURE \
	}
#define DIVIDE(name)                              \
	{                                         \
		name, DT_FORM_THREE, R1 | R2 | RD \
	} /* faults on zero */
#define BRANCH(name)                      \
	{                                 \
		name, DT_FORM_BRANCH, END \
	}
#define LOAD(name)                          \
	{                                   \
		name, DT_FORM_LOAD, R1 | RD \
	}
#define STORE(name)                          \
	{                                    \
		name, DT_FORM_STORE, R1 | RS \
	}
#define GET(name)                     \
	{                             \
		name, DT_FORM_GET, RD \
	}
#define PUT(name)                     \
	{                             \
		name, DT_FORM_PUT, RS \
	}

/* ORDER DIF_OP */
const struct dt_operation dt_operations[DIF_OP_MAX + 1] = {
	{"label", DT_FORM_LABEL, END},
	THREE("or"),
	THREE("xor"),
	THREE("and"),
	THREE("sll"),
	THREE("srl"),
	THREE("sub"),
	THREE("add"),
	THREE("mul"),
	DIVIDE("sdiv"),
	DIVIDE("udiv"),
	DIVIDE("srem"),
	DIVIDE("urem"),
	{"not", DT_FORM_TWO, R1 | RD | PURE},
	{"mov", DT_FORM_TWO, R1 | RD | PURE},
	{"cmp", DT_FORM_COMPARE, R1 | R2},
	{"tst", DT_FORM_TEST, R1},
	BRANCH("ba"),
	BRANCH("be"),
	BRANCH("bne"),
	BRANCH("bg"),
	BRANCH("bgu"),
	BRANCH("bge"),
	BRANCH("bgeu"),
	BRANCH("bl"),
	BRANCH("blu"),
	BRANCH("ble"),
	BRANCH("bleu"),
	LOAD("ldsb"),
	LOAD("ldsh"),
	LOAD("ldsw"),
	LOAD("ldub"),
	LOAD("lduh"),
	LOAD("lduw"),
	LOAD("ldx"),
	{"ret", DT_FORM_RETURN, RS | END},
	{"nop", DT_FORM_NONE, 0},
	{"setx", DT_FORM_INTEGER, RD | PURE},
	{"sets", DT_FORM_STRING, RD | PURE},
	{"scmp", DT_FORM_COMPARE, R1 | R2},
	{"ldga", DT_FORM_ELEMENT, R2 | RD},
	GET("ldgs"),
	PUT("stgs"),
	{"ldta", DT_FORM_ELEMENT, R2 | RD},
	GET("ldts"),
	PUT("stts"),
	THREE("sra"),
	{"call", DT_FORM_CALL, RD},
	{"pushtr", DT_FORM_PUSH_REF, R2 | RS},
	{"pushtv", DT_FORM_PUSH, RS},
	{"popts", DT_FORM_NONE, 0},
	{"flushts", DT_FORM_NONE, 0},
	GET("ldgaa"),
	GET("ldtaa"),
	PUT("stgaa"),
	PUT("sttaa"),
	GET("ldls"),
	PUT("stls"),
	{"allocs", DT_FORM_ALLOCATE, R1 | RD},
	{"copys", DT_FORM_COPY, R1 | R2 | RS},
	STORE("stb"),
	STORE("sth"),
	STORE("stw"),
	STORE("stx"),
	LOAD("uldsb"),
	LOAD("uldsh"),
	LOAD("uldsw"),
	LOAD("uldub"),
	LOAD("ulduh"),
	LOAD("ulduw"),
	LOAD("uldx"),
	LOAD("rldsb"),
	LOAD("rldsh"),
	LOAD("rldsw"),
	LOAD("rldub"),
	LOAD("rlduh"),
	LOAD("rlduw"),
	LOAD("rldx"),
	{"xlate", DT_FORM_OTHER, RD},
	{"xlarg", DT_FORM_OTHER, RD},
};

int dt_op_scope(int op)
{
	switch (op) {
	case DIF_OP_LDGA:
	case DIF_OP_LDGS:
	case DIF_OP_STGS:
	case DIF_OP_LDGAA:
	case DIF_OP_STGAA:
		return DIF_SCOPE_GLOBAL;
	case DIF_OP_LDTA:
	case DIF_OP_LDTS:
	case DIF_OP_STTS:
	case DIF_OP_LDTAA:
	case DIF_OP_STTAA:
		return DIF_SCOPE_THREAD;
	case DIF_OP_LDLS:
	case DIF_OP_STLS:
		return DIF_SCOPE_LOCAL;
	}
	return -1;
}

struct dt_ir *dt_ir_create(void)
{
	struct dt_ir *ir = calloc(1, sizeof(*ir));

	if (ir != NULL)
		ir->registers = ir->labels = 1;
	return ir;
}

void dt_ir_destroy(struct dt_ir *ir)
{
	struct dt_ir_block *block, *next;

	if (ir == NULL)
		return;
	for (block = ir->memory; block != NULL; block = next) {
		next = block->next;
		free(block);
	}
	free(ir);
}

static struct dt_ir_block *add_block(struct dt_ir *ir, size_t size)
{
	size_t room = size > IR_BLOCK_SIZE ? size : IR_BLOCK_SIZE;
	struct dt_ir_block *block = malloc(sizeof(*block) + room);

	if (block == NULL)
		return NULL;
	block->used = 0;
	block->room = room;
	block->next = ir->memory;
	ir->memory = block;
	return block;
}

void *dt_ir_alloc(struct dt_ir *ir, size_t size)
{
	struct dt_ir_block *block = ir->memory;
	void *memory;

	size = (size + sizeof(max_align_t) - 1) & ~(sizeof(max_align_t) - 1);
	if (block == NULL || block->room - block->used < size)
		block = add_block(ir, size);
	if (block == NULL) {
		ir->failed = true;
		return NULL;
	}
	memory = (char *)block->bytes + block->used;
	block->used += size;
	return memset(memory, 0, size);
}

uint32_t dt_ir_register(struct dt_ir *ir)
{
	return ir->registers++;
}

uint32_t dt_ir_label(struct dt_ir *ir)
{
	return ir->labels++;
}

struct dt_instruction *dt_ir_new(struct dt_ir *ir, int op, uint32_t r1, uint32_t r2, uint32_t rd)
{
	struct dt_instruction *insn = dt_ir_alloc(ir, sizeof(*insn));

	if (insn == NULL)
		insn = &ir->scrap;
	insn->op = (uint8_t)op;
	insn->r1 = r1;
	insn->r2 = r2;
	insn->rd = rd;
	return insn;
}

void dt_ir_insert_after(struct dt_ir *ir, struct dt_instruction *at, struct dt_instruction *insn)
{
	if (ir->failed)
		return;
	insn->previous = at;
	insn->next = at != NULL ? at->next : ir->first;
	*(at != NULL ? &at->next : &ir->first) = insn;
	*(insn->next != NULL ? &insn->next->previous : &ir->last) = insn;
}

void dt_ir_insert_before(struct dt_ir *ir, struct dt_instruction *at, struct dt_instruction *insn)
{
	dt_ir_insert_after(ir, at->previous, insn);
}

void dt_ir_remove(struct dt_ir *ir, struct dt_instruction *insn)
{
	*(insn->previous != NULL ? &insn->previous->next : &ir->first) = insn->next;
	*(insn->next != NULL ? &insn->next->previous : &ir->last) = insn->previous;
}

struct dt_instruction *dt_ir_emit(struct dt_ir *ir, int op, uint32_t r1, uint32_t r2, uint32_t rd)
{
	struct dt_instruction *insn = dt_ir_new(ir, op, r1, r2, rd);

	dt_ir_insert_after(ir, ir->last, insn);
	return insn;
}

void dt_ir_wide(struct dt_ir *ir, int op, uint32_t index, uint32_t rd)
{
	dt_ir_emit(ir, op, 0, 0, rd)->index = index;
}

void dt_ir_branch(struct dt_ir *ir, int op, uint32_t label)
{
	dt_ir_wide(ir, op, label, 0);
}

void dt_ir_place(struct dt_ir *ir, uint32_t label)
{
	dt_ir_wide(ir, DT_IR_LABEL, label, 0);
}

void dt_ir_set(struct dt_ir *ir, uint64_t value, uint32_t rd)
{
	if (value == 0)
		dt_ir_emit(ir, DIF_OP_MOV, DT_REG_ZERO, 0, rd);
	else
		dt_ir_emit(ir, DIF_OP_SETX, 0, 0, rd)->value = value;
}

uint32_t dt_ir_constant(struct dt_ir *ir, uint64_t value)
{
	uint32_t rd;

	if (value == 0)
		return DT_REG_ZERO;
	rd = dt_ir_register(ir);
	dt_ir_set(ir, value, rd);
	return rd;
}

static uint32_t emit_named(struct dt_ir *ir, int op, const char *string)
{
	size_t size = strlen(string) + 1;
	char *copy = dt_ir_alloc(ir, size);
	uint32_t rd = dt_ir_register(ir);

	if (copy != NULL)
		memcpy(copy, string, size);
	dt_ir_emit(ir, op, 0, 0, rd)->string = copy;
	return rd;
}

uint32_t dt_ir_string(struct dt_ir *ir, const char *string)
{
	return emit_named(ir, DIF_OP_SETS, string);
}

uint32_t dt_ir_symbol(struct dt_ir *ir, const char *name)
{
	return emit_named(ir, DIF_OP_SETX, name);
}

const struct dt_ir_variable *dt_ir_find_variable(const struct dt_ir *ir, uint32_t id, int scope)
{
	const struct dt_ir_variable *v;

	for (v = ir->variables; v != NULL; v = v->next)
		if (v->id == id && v->scope == scope)
			return v;
	return NULL;
}

void dt_ir_variable(struct dt_ir *ir, const struct dt_ir_variable *variable)
{
	struct dt_ir_variable *v;

	if (dt_ir_find_variable(ir, variable->id, variable->scope) != NULL)
		return;
	v = dt_ir_alloc(ir, sizeof(*v));
	if (v == NULL)
		return;
	*v = *variable;
	v->next = ir->variables;
	ir->variables = v;
}
