/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A DIF object of any bytes, for the fuzz target dif and the test of its corpus. Two out of three inputs are
 * bent so that most instructions are valid, or hardly any object would get past the verifier.
 */
#include "dif_object.h"

struct input {
	const uint8_t *at, *end;
};

static uint32_t take(struct input *in)
{
	return in->at < in->end ? *in->at++ : 0;
}

static uint32_t take32(struct input *in)
{
	uint32_t low = take(in), middle = take(in), high = take(in);

	return low | middle << 8 | high << 16 | take(in) << 24;
}

/* Constants that lead somewhere: foreign memory, small numbers, edges. */
static uint64_t interesting(struct input *in)
{
	uint32_t choice = take(in);

	switch (choice % 8) {
	case 0:
		return FAKE_KERNEL + take(in) * 32;
	case 1:
		return FAKE_USER + take(in) * 32;
	case 2:
		return take(in);
	case 3:
		return 0 - (uint64_t)take(in);
	case 4:
		return FAKE_KERNEL + FAKE_SPACE - take(in);
	case 5:
		return (uint64_t)INT64_MIN + take(in);
	default:
		return (uint64_t)take32(in) << 32 | take32(in);
	}
}

static void make_variables(struct assembly *a)
{
	static const struct {
		uint8_t kind, scope, type;
		uint32_t size;
	} shapes[] = {
		{DIF_VAR_SCALAR, DIF_SCOPE_GLOBAL, DIF_KIND_CTF, 0},
		{DIF_VAR_SCALAR, DIF_SCOPE_GLOBAL, DIF_KIND_STRING, 64},
		{DIF_VAR_SCALAR, DIF_SCOPE_GLOBAL, DIF_KIND_CTF, 24},
		{DIF_VAR_SCALAR, DIF_SCOPE_THREAD, DIF_KIND_CTF, 0},
		{DIF_VAR_SCALAR, DIF_SCOPE_THREAD, DIF_KIND_STRING, 64},
		{DIF_VAR_SCALAR, DIF_SCOPE_LOCAL, DIF_KIND_CTF, 0},
		{DIF_VAR_SCALAR, DIF_SCOPE_LOCAL, DIF_KIND_STRING, 64},
		{DIF_VAR_ARRAY, DIF_SCOPE_GLOBAL, DIF_KIND_CTF, 0},
		{DIF_VAR_ARRAY, DIF_SCOPE_GLOBAL, DIF_KIND_STRING, 64},
		{DIF_VAR_ARRAY, DIF_SCOPE_THREAD, DIF_KIND_CTF, 100},
	};
	unsigned int i;

	for (i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++)
		asm_variable(a, 0x500 + i, shapes[i].kind, shapes[i].scope, shapes[i].type,
			     shapes[i].size);
	a->variables[2].type.flags |= DIF_TYPE_STORAGE;
}

/* Bring the operands of an instruction near to what its opcode wants. */
static uint32_t bend(const struct assembly *a, uint32_t word, uint32_t count)
{
	uint32_t op = DIF_INSTR_OP(word) % (DIF_OP_XLATE - 1) + 1, wide = DIF_INSTR_WIDE(word);
	uint32_t r1 = DIF_INSTR_R1(word) % 8, r2 = DIF_INSTR_R2(word) % 8,
		 rd = DIF_INSTR_RD(word) % 7 + 1;

	if (op >= DIF_OP_BA && op <= DIF_OP_BLEU)
		return DIF_INSTR_BRANCH(op, a->count + 1 + DIF_INSTR_RD(word) % (count - a->count));
	switch (op) {
	case DIF_OP_SETX:
		return DIF_INSTR_WIDE_FMT(op, wide % a->integer_count, rd);
	case DIF_OP_SETS:
		return DIF_INSTR_WIDE_FMT(op, wide % a->string_size, rd);
	case DIF_OP_CALL:
		return DIF_INSTR_WIDE_FMT(op, wide % (DIF_SUBR_MAX + 1), rd);
	case DIF_OP_LDGS:
		return DIF_INSTR_WIDE_FMT(op, wide & 1 ? 0x500 + r2 % 3 : 0x100 + wide % 0x24, rd);
	case DIF_OP_STGS:
		return DIF_INSTR_WIDE_FMT(op, 0x500 + wide % 3, rd);
	case DIF_OP_LDTS:
	case DIF_OP_STTS:
		return DIF_INSTR_WIDE_FMT(op, 0x503 + wide % 2, rd);
	case DIF_OP_LDLS:
	case DIF_OP_STLS:
		return DIF_INSTR_WIDE_FMT(op, 0x505 + wide % 2, rd);
	case DIF_OP_LDGAA:
	case DIF_OP_STGAA:
		return DIF_INSTR_WIDE_FMT(op, 0x507 + wide % 2, rd);
	case DIF_OP_LDTAA:
	case DIF_OP_STTAA:
		return DIF_INSTR_WIDE_FMT(op, 0x509, rd);
	case DIF_OP_LDGA:
		return DIF_INSTR_FMT(op, r1 % 3, r2, rd);
	case DIF_OP_PUSHTR:
	case DIF_OP_PUSHTV:
		return DIF_INSTR_FMT(op, r1 % 2, r2, rd);
	case DIF_OP_CMP:
	case DIF_OP_SCMP:
		return DIF_INSTR_FMT(op, r1, r2, 0);
	case DIF_OP_TST:
		return DIF_INSTR_FMT(op, r1, 0, 0);
	case DIF_OP_RET:
		return DIF_INSTR_FMT(op, 0, 0, rd);
	case DIF_OP_LDTA:
	case DIF_OP_NOP:
	case DIF_OP_POPTS:
	case DIF_OP_FLUSHTS:
		return DIF_INSTR_FMT(op == DIF_OP_LDTA ? DIF_OP_NOP : op, 0, 0, 0);
	default:
		break;
	}
	if (op <= DIF_OP_UREM || op == DIF_OP_SRA || op == DIF_OP_COPYS)
		return DIF_INSTR_FMT(op, r1, r2, rd);
	return DIF_INSTR_FMT(op, r1, 0, rd);
}

/* One entry of the tables becomes another, mostly one that cannot be. */
static void bend_tables(struct assembly *a, struct input *in)
{
	struct dif_variable *variable = &a->variables[take(in) % a->variable_count];
	uint32_t choice = take(in) % 12, value = take32(in);

	switch (choice) {
	case 0:
		variable->name = value;
		return;
	case 1:
		variable->scope = (uint8_t)value;
		return;
	case 2:
		variable->kind = (uint8_t)value;
		return;
	case 3:
		variable->flags = (uint16_t)value;
		return;
	case 4:
		variable->id = value & 0x1ffff;
		return;
	case 5:
		variable->type.kind = (uint8_t)value;
		return;
	case 6:
		variable->type.flags = (uint8_t)value;
		return;
	case 7:
		variable->type.size = value;
		return;
	case 8:
		a->strings[a->string_size - 1] = (char)value;
		return;
	case 9:
		a->result.kind = (uint8_t)value;
		return;
	case 10:
		a->result.flags = (uint8_t)value;
		return;
	default:
		a->result.size = value;
		return;
	}
}

void dif_object(struct assembly *a, const uint8_t *data, size_t size)
{
	struct input input = {data, data + size}, *in = &input;
	uint32_t mode = take(in), count = take(in) % 100 + 1, i;

	asm_start(a);
	for (i = 0; i < 16; i++)
		a->integers[a->integer_count++] = interesting(in);
	for (i = 0; i < 40; i++)
		a->strings[a->string_size++] = (char)(i % 8 == 7 ? 0 : take(in));
	make_variables(a);
	while (a->count < count) {
		uint32_t word = take32(in);

		asm_op(a, mode % 3 == 0 ? word : bend(a, word, count));
	}
	asm_ret(a, take(in) % 8);
	if (mode & 0x80)
		asm_string_result(a);
	else if (mode & 0x40)
		a->result = (struct dif_type){.flags = DIF_TYPE_BYREF, .size = take(in)};
	if (mode & 0x20)
		bend_tables(a, in);
}
