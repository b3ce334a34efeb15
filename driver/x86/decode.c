/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The decoder: bytes to struct x86_insn.
 *
 *	[prefixes] [REX | VEX | EVEX | XOP] [0F [38|3A|0F]] opcode [ModRM [SIB] [disp]] [imm]
 *
 * It walks these parts once, from left to right, through a cursor that knows where the bytes end;
 * no other code touches the bytes. What an opcode is, and what follows it, stands in the table
 * generated from opcodes*.txt: for each (encoding, map, opcode) a few rows, tried in order; each
 * row has a set of circumstances under which it applies. No row: the instruction is unknown.
 *
 * Pure function, any context.
 */
#include "x86.h"

/* What follows the opcode: bit 7 ModRM, bit 6 ModRM that always means registers. */
#define FORM_MODRM     0x80
#define FORM_REGISTERS 0x40
#define FORM_IMMEDIATE 0x3f

enum immediate {
	IMM_NONE,
	IMM_8,
	IMM_16,
	IMM_16_OR_32, /* by operand size, never 64 */
	IMM_FULL,     /* by operand size */
	IMM_16_8,     /* enter */
	IMM_8_8,      /* extrq, insertq */
	IMM_ADDRESS,  /* by address size */
	IMM_BRANCH_8,
	IMM_BRANCH_32,
};

enum form {
	FORM_NOTHING = IMM_NONE,
	FORM_IB = IMM_8,
	FORM_IW = IMM_16,
	FORM_IZ = IMM_16_OR_32,
	FORM_IV = IMM_FULL,
	FORM_IW_IB = IMM_16_8,
	FORM_MOFFS = IMM_ADDRESS,
	FORM_JB = IMM_BRANCH_8,
	FORM_JZ = IMM_BRANCH_32,
	FORM_M = FORM_MODRM,
	FORM_M_IB = FORM_MODRM | IMM_8,
	FORM_M_IZ = FORM_MODRM | IMM_16_OR_32,
	FORM_M_JZ = FORM_MODRM | IMM_BRANCH_32,
	FORM_M_IB_IB = FORM_MODRM | IMM_8_8,
	FORM_R = FORM_MODRM | FORM_REGISTERS,
};

#define ROW_LOCK   0x01
#define ROW_NOP	   0x02
#define ROW_ENDBR  0x04
#define ROW_SHADOW 0x08
#define ROW_SWAPGS 0x10
#define ROW_I64	   0x20

struct row {
	/*
	 * One bit per circumstance, ORDER MATCH with tools/genx86.awk:
	 *
	 *	31 30 | 29 28 | 27..20 | 19..12 |  11 10   | 9..6 | 5 4 | 3..0
	 *	  v   |  o16  |   rm   |  reg   | mod mem0 |  l   |  w  |  pp (np 66 f3 f2)
	 *
	 * The row applies if every bit of the instruction's own set (one per field) is here.
	 */
	uint32_t match;
	uint16_t mnemonic;
	uint8_t form;
	uint8_t flow;
	uint8_t flags;
};

#include "x86_table.h"

struct cursor {
	const uint8_t *bytes;
	uint8_t at;
	uint8_t end; /* min(bytes there are, 15) */
	uint8_t lock;
	uint8_t pp; /* mandatory prefix: 0 none, 1 66, 2 F3, 3 F2 */
	uint8_t vector_length;
	bool vvvv_used;
	bool evex_b; /* with a register operand: rounding control instead of a length */
};

/* The next byte, or a negative reason. */
static int fetch(struct cursor *c)
{
	if (c->at < c->end)
		return c->bytes[c->at++];
	return c->end == X86_MAX_LENGTH ? X86_TOO_LONG : X86_TRUNCATED;
}

static int fetch_little_endian(struct cursor *c, unsigned int size, int64_t *value)
{
	uint64_t sum = 0;
	unsigned int i;
	int byte;

	for (i = 0; i < size; i++) {
		byte = fetch(c);
		if (byte < 0)
			return byte;
		sum |= (uint64_t)byte << (8 * i);
	}
	if (size < 8 && size > 0 && (sum & (1ull << (8 * size - 1))))
		sum |= ~0ull << (8 * size);
	*value = (int64_t)sum;
	return 0;
}

/* 0 if the byte is no legacy prefix. */
static uint8_t prefix_bit(int byte)
{
	switch (byte) {
	case 0x66:
		return X86_PREFIX_66;
	case 0x67:
		return X86_PREFIX_67;
	case 0xf0:
		return X86_PREFIX_LOCK;
	case 0xf2:
		return X86_PREFIX_F2;
	case 0xf3:
		return X86_PREFIX_F3;
	case 0x64:
		return X86_PREFIX_FS;
	case 0x65:
		return X86_PREFIX_GS;
	case 0x26:
	case 0x2e:
	case 0x36:
	case 0x3e:
		return X86_PREFIX_OTHER_SEGMENT;
	default:
		return 0;
	}
}

/* Of F2 and F3, and of FS and GS, the last one counts. */
static uint8_t prefix_rivals(uint8_t bit)
{
	if (bit & (X86_PREFIX_F2 | X86_PREFIX_F3))
		return X86_PREFIX_F2 | X86_PREFIX_F3;
	if (bit & (X86_PREFIX_FS | X86_PREFIX_GS))
		return X86_PREFIX_FS | X86_PREFIX_GS;
	return 0;
}

/* All prefixes; returns the byte after them. A REX that is not the last prefix is void. */
static int decode_prefixes(struct cursor *c, struct x86_insn *insn)
{
	uint8_t bit;
	int byte;

	for (;;) {
		byte = fetch(c);
		if (byte < 0)
			return byte;
		bit = prefix_bit(byte);
		if (bit) {
			insn->prefixes = (insn->prefixes & ~prefix_rivals(bit)) | bit;
			insn->rex = 0;
		} else if ((byte & 0xf0) == 0x40) {
			insn->rex = byte;
		} else {
			return byte;
		}
	}
}

static uint8_t mandatory_prefix(uint8_t prefixes)
{
	if (prefixes & X86_PREFIX_F2)
		return 3;
	if (prefixes & X86_PREFIX_F3)
		return 2;
	return prefixes & X86_PREFIX_66 ? 1 : 0;
}

/* 0F, 0F38, 0F3A, and 3DNow! (whose opcode comes last; see decode_3dnow). */
static int decode_legacy_opcode(struct cursor *c, struct x86_insn *insn, int byte)
{
	c->pp = mandatory_prefix(insn->prefixes);
	c->vvvv_used = insn->rex & 1;
	if (byte == 0x0f) {
		insn->map = 1;
		byte = fetch(c);
		if (byte == 0x38 || byte == 0x3a) {
			insn->map = byte == 0x38 ? 2 : 3;
			byte = fetch(c);
		} else if (byte == 0x0f) {
			insn->map = 4;
			return 0;
		}
	}
	if (byte < 0)
		return byte;
	insn->opcode = byte;
	insn->opcode_offset = c->at - 1;
	return 0;
}

/* The rest after C5 (one byte) or C4, 8F (two bytes), then the opcode. */
static int decode_vex(struct cursor *c, struct x86_insn *insn, int first)
{
	int map_byte = 0xe1; /* what C5 implies: map 1, X and B not used */
	int last, opcode;

	if (first != 0xc5) {
		map_byte = fetch(c);
		if (map_byte < 0)
			return map_byte;
	}
	last = fetch(c);
	if (last < 0)
		return last;
	if (first == 0xc5) {
		map_byte = (map_byte & 0x7f) | (last & 0x80);
		last &= 0x7f;
	}
	opcode = fetch(c);
	if (opcode < 0)
		return opcode;
	insn->encoding = first == 0x8f ? X86_XOP : X86_VEX;
	insn->map = map_byte & 0x1f;
	insn->rex = 0x40 | (last & 0x80) >> 4 | ((~map_byte >> 5) & 7);
	c->pp = last & 3;
	c->vector_length = (last >> 2) & 1;
	c->vvvv_used = (last & 0x78) != 0x78;
	insn->opcode = opcode;
	insn->opcode_offset = c->at - 1;
	return insn->map > 15 ? X86_UNKNOWN : 0;
}

/*
 * After 62:	P0  R X B R' 0 m m m
 *		P1  W v v v v 1 p p
 *		P2  z L L b V' a a a
 * The fixed bits are extensions (APX) where they differ: not known here.
 */
static int decode_evex(struct cursor *c, struct x86_insn *insn)
{
	int p0, p1, p2, opcode;

	p0 = fetch(c);
	if (p0 < 0)
		return p0;
	p1 = fetch(c);
	if (p1 < 0)
		return p1;
	p2 = fetch(c);
	if (p2 < 0)
		return p2;
	opcode = fetch(c);
	if (opcode < 0)
		return opcode;
	if ((p0 & 0x08) || !(p1 & 0x04))
		return X86_UNKNOWN;
	insn->encoding = X86_EVEX;
	insn->map = p0 & 7;
	insn->rex = 0x40 | (p1 & 0x80) >> 4 | ((~p0 >> 5) & 7);
	c->pp = p1 & 3;
	c->vector_length = (p2 >> 5) & 3;
	c->evex_b = p2 & 0x10;
	c->vvvv_used = (p1 & 0x78) != 0x78;
	insn->opcode = opcode;
	insn->opcode_offset = c->at - 1;
	return 0;
}

/* 8F is pop with a ModRM whose reg is 0, XOP with a map number from 8 on. */
static bool is_xop(const struct cursor *c)
{
	return c->at < c->end && (c->bytes[c->at] & 0x1f) >= 8;
}

static int decode_opcode(struct cursor *c, struct x86_insn *insn)
{
	int byte = decode_prefixes(c, insn);
	const uint8_t forbidden = X86_PREFIX_66 | X86_PREFIX_F2 | X86_PREFIX_F3 | X86_PREFIX_LOCK;

	if (byte < 0)
		return byte;
	if (byte != 0x62 && byte != 0xc4 && byte != 0xc5 && !(byte == 0x8f && is_xop(c)))
		return decode_legacy_opcode(c, insn, byte);
	if ((insn->prefixes & forbidden) || insn->rex)
		return X86_BAD_PREFIX;
	return byte == 0x62 ? decode_evex(c, insn) : decode_vex(c, insn, byte);
}

static bool operand_size_16(const struct x86_insn *insn)
{
	return (insn->prefixes & X86_PREFIX_66) && !(insn->rex & 8);
}

static int decode_displacement(struct cursor *c, struct x86_insn *insn, unsigned int size)
{
	insn->disp_offset = c->at;
	insn->disp_size = size;
	return fetch_little_endian(c, size, &insn->disp);
}

/* The SIB byte and the displacement that a memory operand brings. */
static int decode_memory(struct cursor *c, struct x86_insn *insn)
{
	uint8_t mod = insn->modrm >> 6;
	uint8_t base = insn->modrm & 7;
	int byte;

	if (base == 4) {
		byte = fetch(c);
		if (byte < 0)
			return byte;
		insn->sib = byte;
		insn->attributes |= X86_ATTR_HAS_SIB;
		base = byte & 7;
	}
	if (mod == 1)
		return decode_displacement(c, insn, 1);
	if (mod == 2)
		return decode_displacement(c, insn, 4);
	if (base != 5)
		return 0;
	if (!(insn->attributes & X86_ATTR_HAS_SIB))
		insn->attributes |= X86_ATTR_RIP_RELATIVE;
	return decode_displacement(c, insn, 4);
}

static int decode_modrm(struct cursor *c, struct x86_insn *insn)
{
	int byte = fetch(c);

	if (byte < 0)
		return byte;
	insn->modrm = byte;
	insn->modrm_offset = c->at - 1;
	insn->attributes |= X86_ATTR_HAS_MODRM;
	return 0;
}

static bool has_memory_operand(const struct x86_insn *insn)
{
	return (insn->attributes & X86_ATTR_HAS_MODRM) && insn->modrm < 0xc0;
}

/* The circumstances of this instruction, one bit per field of row.match. */
static uint32_t circumstances(const struct cursor *c, const struct x86_insn *insn)
{
	bool w = insn->rex & 8;
	bool o16 = insn->encoding == X86_LEGACY && operand_size_16(insn);
	bool registers = insn->modrm >= 0xc0;
	uint8_t length = c->evex_b && registers ? 2 : c->vector_length;

	return 1u << c->pp | 0x10u << w | 0x40u << length | 0x400u << registers |
	       0x1000u << ((insn->modrm >> 3) & 7) | 0x100000u << (insn->modrm & 7) |
	       0x10000000u << o16 | 0x40000000u << c->vvvv_used;
}

static const struct row *find_row(struct cursor *c, struct x86_insn *insn, int *reason)
{
	const uint16_t *first = first_rows[insn->encoding * 16 + insn->map];
	const struct row *row, *end;
	uint32_t need;

	*reason = X86_UNKNOWN;
	if (!first)
		return NULL;
	row = rows + first[insn->opcode];
	end = rows + first[insn->opcode + 1];
	if (row == end)
		return NULL;
	/* genx86.awk saw to it that all rows of an opcode agree on having a ModRM. */
	if ((row->form & FORM_MODRM) && insn->map != 4) {
		*reason = decode_modrm(c, insn);
		if (*reason < 0)
			return NULL;
		*reason = X86_UNKNOWN;
	}
	need = circumstances(c, insn);
	for (; row < end; row++) {
		if ((row->match & need) == need)
			return row;
	}
	return NULL;
}

/* 0F 0F ModRM [SIB] [disp] opcode. */
static const struct row *decode_3dnow(struct cursor *c, struct x86_insn *insn, int *reason)
{
	int byte;

	*reason = decode_modrm(c, insn);
	if (*reason == 0 && has_memory_operand(insn))
		*reason = decode_memory(c, insn);
	if (*reason < 0)
		return NULL;
	byte = fetch(c);
	if (byte < 0) {
		*reason = byte;
		return NULL;
	}
	insn->opcode = byte;
	insn->opcode_offset = c->at - 1;
	return find_row(c, insn, reason);
}

static unsigned int immediate_size(const struct x86_insn *insn, uint8_t form)
{
	bool o16 = insn->encoding == X86_LEGACY && operand_size_16(insn);

	switch (form & FORM_IMMEDIATE) {
	case IMM_8:
	case IMM_BRANCH_8:
		return 1;
	case IMM_16:
	case IMM_8_8:
		return 2;
	case IMM_16_8:
		return 3;
	case IMM_16_OR_32:
		return o16 ? 2 : 4;
	case IMM_FULL:
		return insn->rex & 8 ? 8 : o16 ? 2 : 4;
	case IMM_BRANCH_32:
		return 4;
	default:
		return 0;
	}
}

static int decode_immediate(struct cursor *c, struct x86_insn *insn, uint8_t form)
{
	uint8_t kind = form & FORM_IMMEDIATE;

	if (kind == IMM_ADDRESS)
		return decode_displacement(c, insn, insn->prefixes & X86_PREFIX_67 ? 4 : 8);
	/* Intel's processors ignore the prefix, AMD's read two bytes: nobody can know. */
	if (kind == IMM_BRANCH_32 && operand_size_16(insn))
		return X86_ODD_SIZE;
	if (kind == IMM_BRANCH_8 || kind == IMM_BRANCH_32)
		insn->attributes |= X86_ATTR_RELATIVE;
	insn->imm_offset = c->at;
	insn->imm_size = immediate_size(insn, form);
	return fetch_little_endian(c, insn->imm_size, &insn->imm);
}

static int decode_operands(struct cursor *c, struct x86_insn *insn, const struct row *row)
{
	int reason;

	if (insn->map != 4 && has_memory_operand(insn) && !(row->form & FORM_REGISTERS)) {
		reason = decode_memory(c, insn);
		if (reason < 0)
			return reason;
	}
	reason = decode_immediate(c, insn, row->form);
	if (reason < 0)
		return reason;
	if ((insn->prefixes & X86_PREFIX_LOCK) &&
	    !((row->flags & ROW_LOCK) && has_memory_operand(insn)))
		return X86_BAD_PREFIX;
	return 0;
}

static uint8_t row_attributes(const struct row *row)
{
	return (row->flags & ROW_NOP ? X86_ATTR_NOP : 0) |
	       (row->flags & ROW_ENDBR ? X86_ATTR_ENDBR : 0) |
	       (row->flags & ROW_SHADOW ? X86_ATTR_SHADOW : 0) |
	       (row->flags & ROW_SWAPGS ? X86_ATTR_SWAPGS : 0);
}

int x86_decode(const uint8_t *bytes, size_t avail, struct x86_insn *out)
{
	struct cursor c = {.bytes = bytes, .end = avail < X86_MAX_LENGTH ? avail : X86_MAX_LENGTH};
	const struct row *row;
	int reason;

	*out = (struct x86_insn){0};
	reason = decode_opcode(&c, out);
	if (reason < 0)
		return reason;
	row = out->map == 4 && out->encoding == X86_LEGACY ? decode_3dnow(&c, out, &reason)
							   : find_row(&c, out, &reason);
	if (!row)
		return reason;
	if (row->flags & ROW_I64)
		return X86_NOT_64BIT;
	reason = decode_operands(&c, out, row);
	if (reason < 0)
		return reason;
	out->attributes |= row_attributes(row);
	out->flow = row->flow;
	out->mnemonic = row->mnemonic;
	out->length = c.at;
	return c.at;
}

const char *x86_mnemonic(const struct x86_insn *insn)
{
	return insn->mnemonic < sizeof(mnemonics) / sizeof(mnemonics[0]) ? mnemonics[insn->mnemonic]
									 : "?";
}
