/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * .eh_frame: an index of its entries by address, and the small machine that computes one row of an
 * entry's table. What a file says is not believed: every read is within the section, numbers of
 * registers and depths of stacks are checked, and what is not understood ends the walk.
 */
#include <gelf.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cfi.h"

struct entry {
	uint64_t start, size; /* addresses it describes */
	size_t offset;	      /* of it in the section */
};

struct cfi {
	uint8_t *bytes;
	size_t size;
	uint64_t address; /* of the section */
	struct entry *entries;
	size_t count, room;
};

/* --- reading ------------------------------------------------------------------------- */

struct cursor {
	const struct cfi *cfi;
	size_t at, end;
	bool bad;
};

static uint64_t take(struct cursor *cursor, size_t size)
{
	uint64_t value = 0;

	if (cursor->bad || cursor->end - cursor->at < size) {
		cursor->bad = true;
		return 0;
	}
	memcpy(&value, cursor->cfi->bytes + cursor->at, size);
	cursor->at += size;
	return value;
}

static int64_t take_signed(struct cursor *cursor, size_t size)
{
	unsigned int shift = 64 - 8 * size;

	return (int64_t)(take(cursor, size) << shift) >> shift;
}

static uint64_t take_uleb(struct cursor *cursor)
{
	uint64_t value = 0;

	for (unsigned int shift = 0; !cursor->bad; shift += 7) {
		uint8_t byte = take(cursor, 1);

		if (shift < 64)
			value |= (uint64_t)(byte & 0x7f) << shift;
		if (!(byte & 0x80))
			break;
	}
	return value;
}

static int64_t take_sleb(struct cursor *cursor)
{
	uint64_t value = 0;
	unsigned int shift = 0;
	uint8_t byte = 0;

	while (!cursor->bad) {
		byte = take(cursor, 1);
		if (shift < 64)
			value |= (uint64_t)(byte & 0x7f) << shift;
		shift += 7;
		if (!(byte & 0x80))
			break;
	}
	if (shift < 64 && byte & 0x40)
		value |= ~0ull << shift;
	return value;
}

enum {
	PE_OMIT = 0xff,
	PE_PCREL = 0x10,
	PE_FORMAT = 0x0f,
	PE_APPLICATION = 0x70,
	PE_INDIRECT = 0x80
};

static uint64_t take_encoded(struct cursor *cursor, uint8_t encoding)
{
	uint64_t base = cursor->cfi->address + cursor->at, value;

	switch (encoding & PE_FORMAT) {
	case 0x00:
	case 0x04:
	case 0x0c:
		value = take(cursor, 8);
		break;
	case 0x01:
		value = take_uleb(cursor);
		break;
	case 0x02:
		value = take(cursor, 2);
		break;
	case 0x03:
		value = take(cursor, 4);
		break;
	case 0x09:
		value = take_sleb(cursor);
		break;
	case 0x0a:
		value = take_signed(cursor, 2);
		break;
	case 0x0b:
		value = take_signed(cursor, 4);
		break;
	default:
		cursor->bad = true;
		return 0;
	}
	if ((encoding & PE_APPLICATION) == PE_PCREL)
		return value + base;
	if (encoding & (PE_APPLICATION | PE_INDIRECT))
		cursor->bad = true;
	return value;
}

/* --- entries ---------------------------------------------------------------------------- */

struct common {
	uint64_t code_align;
	uint64_t data_align; /* signed, but for overflow */
	uint64_t return_register;
	uint8_t pointer_encoding;
	bool augmented; /* entries have a length of augmentation data */
	struct cursor instructions;
};

/* A record at an offset: its contents; *id: 0 for a CIE, else the distance back to it. */
static bool open_record(const struct cfi *cfi, size_t offset, struct cursor *cursor, uint32_t *id)
{
	uint32_t length;

	*cursor = (struct cursor){cfi, offset, cfi->size, false};
	length = take(cursor, 4);
	if (cursor->bad || length < 4 || length == 0xffffffff || length > cfi->size - cursor->at)
		return false;
	cursor->end = cursor->at + length;
	*id = take(cursor, 4);
	return true;
}

static void read_augmentation(struct cursor *cursor, const char *text, struct common *common)
{
	size_t size, end;

	common->augmented = text[0] == 'z';
	if (!common->augmented) {
		cursor->bad |= text[0] != '\0';
		return;
	}
	size = take_uleb(cursor);
	if (cursor->bad || size > cursor->end - cursor->at) {
		cursor->bad = true;
		return;
	}
	end = cursor->at + size;
	for (text++; *text && !cursor->bad; text++) {
		if (*text == 'R')
			common->pointer_encoding = take(cursor, 1);
		else if (*text == 'P')
			take_encoded(cursor, take(cursor, 1) & ~(PE_INDIRECT | PE_APPLICATION));
		else if (*text == 'L')
			take(cursor, 1);
		else if (*text != 'S' && *text != 'B')
			break;
	}
	cursor->at = end;
}

static bool read_common(const struct cfi *cfi, size_t offset, struct common *common)
{
	struct cursor cursor;
	const char *text;
	uint32_t id;

	memset(common, 0, sizeof(*common));
	if (!open_record(cfi, offset, &cursor, &id) || id)
		return false;
	take(&cursor, 1);
	text = (const char *)cfi->bytes + cursor.at;
	while (take(&cursor, 1))
		;
	if (cursor.bad)
		return false;
	common->code_align = take_uleb(&cursor);
	common->data_align = take_sleb(&cursor);
	common->return_register = take_uleb(&cursor);
	read_augmentation(&cursor, text, common);
	common->instructions = cursor;
	return !cursor.bad;
}

/* An entry's head: its range, and the cursor at its instructions. */
static bool read_entry(const struct cfi *cfi, size_t offset, struct cursor *cursor,
		       struct common *common, struct entry *entry)
{
	uint32_t id;
	size_t skip;

	if (!open_record(cfi, offset, cursor, &id) || !id || id > cursor->at - 4 ||
	    !read_common(cfi, cursor->at - 4 - id, common))
		return false;
	entry->offset = offset;
	entry->start = take_encoded(cursor, common->pointer_encoding);
	entry->size = take_encoded(cursor, common->pointer_encoding & PE_FORMAT);
	skip = common->augmented ? take_uleb(cursor) : 0;
	if (cursor->bad || skip > cursor->end - cursor->at)
		return false;
	cursor->at += skip;
	return true;
}

static bool add_entry(struct cfi *cfi, const struct entry *entry)
{
	if (cfi->count == cfi->room) {
		size_t room = cfi->room ? cfi->room * 2 : 512;
		struct entry *larger = realloc(cfi->entries, room * sizeof(*larger));

		if (!larger)
			return false;
		cfi->entries = larger;
		cfi->room = room;
	}
	cfi->entries[cfi->count++] = *entry;
	return true;
}

static int by_start(const void *a, const void *b)
{
	const struct entry *x = a, *y = b;

	return x->start < y->start ? -1 : x->start > y->start;
}

static void index_entries(struct cfi *cfi)
{
	struct cursor cursor;
	struct common common;
	struct entry entry;
	uint32_t length;

	for (size_t at = 0; cfi->size - at >= 8; at += 4 + length) {
		memcpy(&length, cfi->bytes + at, 4);
		if (!length || length > cfi->size - at - 4)
			break;
		if (read_entry(cfi, at, &cursor, &common, &entry) && !add_entry(cfi, &entry))
			break;
	}
	if (cfi->count)
		qsort(cfi->entries, cfi->count, sizeof(*cfi->entries), by_start);
}

static const struct entry *entry_at(const struct cfi *cfi, uint64_t pc)
{
	size_t low = 0, high = cfi->count;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (cfi->entries[middle].start <= pc)
			low = middle + 1;
		else
			high = middle;
	}
	if (!low || pc - cfi->entries[low - 1].start >= cfi->entries[low - 1].size)
		return NULL;
	return &cfi->entries[low - 1];
}

static bool copy_section(struct cfi *cfi, Elf *elf)
{
	size_t names, count = 0;
	Elf_Scn *section = NULL;
	GElf_Shdr header;

	if (elf_getshdrstrndx(elf, &names) || elf_getshdrnum(elf, &count))
		return false;
	while ((section = elf_nextscn(elf, section))) {
		const char *name;
		Elf_Data *data;

		if (!gelf_getshdr(section, &header) || header.sh_type == SHT_NOBITS)
			continue;
		name = elf_strptr(elf, names, header.sh_name);
		if (!name || strcmp(name, ".eh_frame"))
			continue;
		data = elf_rawdata(section, NULL);
		cfi->bytes = data && data->d_size ? malloc(data->d_size) : NULL;
		if (!cfi->bytes)
			return false;
		memcpy(cfi->bytes, data->d_buf, data->d_size);
		cfi->size = data->d_size;
		cfi->address = header.sh_addr;
		return true;
	}
	return false;
}

struct cfi *cfi_open(int file)
{
	struct cfi *cfi = calloc(1, sizeof(*cfi));
	Elf *elf;

	elf_version(EV_CURRENT);
	elf = cfi ? elf_begin(file, ELF_C_READ, NULL) : NULL;
	if (elf && copy_section(cfi, elf))
		index_entries(cfi);
	elf_end(elf);
	if (cfi && !cfi->count) {
		cfi_close(cfi);
		return NULL;
	}
	return cfi;
}

void cfi_close(struct cfi *cfi)
{
	if (!cfi)
		return;
	free(cfi->bytes);
	free(cfi->entries);
	free(cfi);
}

/* --- one row of the table ------------------------------------------------------------------- */

enum how {
	SAME,
	UNDEFINED,
	AT_OFFSET,
	IS_OFFSET,
	IN_REGISTER,
	AT_EXPRESSION,
	IS_EXPRESSION
};

struct rule {
	enum how how;
	uint64_t value; /* offset from the frame's address, or a register */
	struct cursor expression;
};

struct row {
	struct rule cfa; /* IN_REGISTER: register `reg` + value, or IS_EXPRESSION */
	uint64_t cfa_register;
	struct rule reg[CFI_REGISTERS];
};

#define ROWS_MAX 8

struct machine {
	const struct common *common;
	uint64_t location, target;
	struct row row, initial, saved[ROWS_MAX];
	unsigned int depth;
};

static struct rule *rule_of(struct machine *machine, uint64_t reg)
{
	static struct rule ignored; /* vector registers */

	return reg < CFI_REGISTERS ? &machine->row.reg[reg] : &ignored;
}

static void set_rule(struct machine *machine, uint64_t reg, enum how how, uint64_t value)
{
	struct rule *rule = rule_of(machine, reg);

	rule->how = how;
	rule->value = value;
}

static struct cursor take_block(struct cursor *cursor)
{
	uint64_t size = take_uleb(cursor);
	struct cursor block = *cursor;

	if (cursor->bad || size > cursor->end - cursor->at)
		cursor->bad = true;
	else
		block.end = cursor->at += size;
	return block;
}

static void restore(struct machine *machine, uint64_t reg)
{
	if (reg < CFI_REGISTERS)
		machine->row.reg[reg] = machine->initial.reg[reg];
}

static void define_cfa(struct machine *machine, uint64_t reg, uint64_t offset)
{
	machine->row.cfa.how = IN_REGISTER;
	machine->row.cfa_register = reg;
	machine->row.cfa.value = offset;
}

static void keep_row(struct machine *machine, struct cursor *cursor)
{
	if (machine->depth < ROWS_MAX)
		machine->saved[machine->depth++] = machine->row;
	else
		cursor->bad = true;
}

static void take_row(struct machine *machine, struct cursor *cursor)
{
	if (machine->depth)
		machine->row = machine->saved[--machine->depth];
	else
		cursor->bad = true;
}

/* Instructions without operands in the opcode. ORDER DW_CFA_* */
static void extended(struct machine *machine, struct cursor *cursor, uint8_t code)
{
	uint64_t align = machine->common->data_align;
	uint64_t reg;

	switch (code) {
	case 0x00: /* nop */
		break;
	case 0x01: /* set_loc */
		machine->location = take_encoded(cursor, machine->common->pointer_encoding);
		break;
	case 0x02: /* advance_loc1, 2, 4 */
	case 0x03:
	case 0x04:
		machine->location += take(cursor, 1u << (code - 2)) * machine->common->code_align;
		break;
	case 0x05: /* offset_extended */
		reg = take_uleb(cursor);
		set_rule(machine, reg, AT_OFFSET, take_uleb(cursor) * align);
		break;
	case 0x06: /* restore_extended */
		restore(machine, take_uleb(cursor));
		break;
	case 0x07: /* undefined */
		set_rule(machine, take_uleb(cursor), UNDEFINED, 0);
		break;
	case 0x08: /* same_value */
		set_rule(machine, take_uleb(cursor), SAME, 0);
		break;
	case 0x09: /* register */
		reg = take_uleb(cursor);
		set_rule(machine, reg, IN_REGISTER, take_uleb(cursor));
		break;
	case 0x0a: /* remember_state */
		keep_row(machine, cursor);
		break;
	case 0x0b: /* restore_state */
		take_row(machine, cursor);
		break;
	case 0x0c: /* def_cfa */
		reg = take_uleb(cursor);
		define_cfa(machine, reg, take_uleb(cursor));
		break;
	case 0x0d: /* def_cfa_register */
		define_cfa(machine, take_uleb(cursor), machine->row.cfa.value);
		break;
	case 0x0e: /* def_cfa_offset */
		define_cfa(machine, machine->row.cfa_register, take_uleb(cursor));
		break;
	case 0x0f: /* def_cfa_expression */
		machine->row.cfa.how = IS_EXPRESSION;
		machine->row.cfa.expression = take_block(cursor);
		break;
	case 0x10: /* expression, val_expression */
	case 0x16:
		reg = take_uleb(cursor);
		set_rule(machine, reg, code == 0x10 ? AT_EXPRESSION : IS_EXPRESSION, 0);
		rule_of(machine, reg)->expression = take_block(cursor);
		break;
	case 0x11: /* offset_extended_sf */
		reg = take_uleb(cursor);
		set_rule(machine, reg, AT_OFFSET, take_sleb(cursor) * align);
		break;
	case 0x12: /* def_cfa_sf */
		reg = take_uleb(cursor);
		define_cfa(machine, reg, take_sleb(cursor) * align);
		break;
	case 0x13: /* def_cfa_offset_sf */
		define_cfa(machine, machine->row.cfa_register, take_sleb(cursor) * align);
		break;
	case 0x14: /* val_offset */
		reg = take_uleb(cursor);
		set_rule(machine, reg, IS_OFFSET, take_uleb(cursor) * align);
		break;
	case 0x15: /* val_offset_sf */
		reg = take_uleb(cursor);
		set_rule(machine, reg, IS_OFFSET, take_sleb(cursor) * align);
		break;
	case 0x2e: /* GNU_args_size */
		take_uleb(cursor);
		break;
	default:
		cursor->bad = true;
		break;
	}
}

/* Up to the row of the address looked for. */
static bool run(struct machine *machine, struct cursor cursor)
{
	while (!cursor.bad && cursor.at < cursor.end && machine->location <= machine->target) {
		uint8_t code = take(&cursor, 1), low = code & 0x3f;
		struct machine *m = machine;

		switch (code >> 6) {
		case 1: /* advance_loc */
			m->location += low * m->common->code_align;
			break;
		case 2: /* offset */
			set_rule(m, low, AT_OFFSET, take_uleb(&cursor) * m->common->data_align);
			break;
		case 3: /* restore */
			restore(m, low);
			break;
		default:
			extended(m, &cursor, code);
			break;
		}
	}
	return !cursor.bad;
}

/* --- values -------------------------------------------------------------------------------------
 */

struct context {
	const struct cfi_frame *frame;
	uint64_t bias;
	cfi_load *load;
	void *argument;
};

#define STACK_MAX 16

struct stack {
	uint64_t value[STACK_MAX];
	unsigned int depth;
};

static void push(struct stack *stack, struct cursor *cursor, uint64_t value)
{
	if (stack->depth < STACK_MAX)
		stack->value[stack->depth++] = value;
	else
		cursor->bad = true;
}

static uint64_t pop(struct stack *stack, struct cursor *cursor)
{
	if (stack->depth)
		return stack->value[--stack->depth];
	cursor->bad = true;
	return 0;
}

static uint64_t binary(uint8_t code, uint64_t a, uint64_t b)
{
	switch (code) {
	case 0x1a:
		return a & b;
	case 0x1c:
		return a - b;
	case 0x22:
		return a + b;
	case 0x24:
		return b < 64 ? a << b : 0;
	default: /* 0x2a: ge */
		return (int64_t)a >= (int64_t)b;
	}
}

/* What compilers, the C library's signal return and linkers' tables of jumps use. ORDER DW_OP_* */
static void operate(struct cursor *cursor, struct stack *stack, const struct context *context,
		    uint8_t code)
{
	uint64_t value, other;

	if (code >= 0x30 && code <= 0x4f) { /* lit0 .. 31 */
		push(stack, cursor, code - 0x30);
	} else if (code >= 0x70 && code < 0x70 + CFI_REGISTERS) { /* breg0 .. */
		push(stack, cursor, context->frame->reg[code - 0x70] + take_sleb(cursor));
	} else if (code >= 0x08 && code <= 0x0f) { /* const1u, 1s, 2u, 2s ... */
		size_t size = 1u << ((code - 0x08) / 2);

		push(stack, cursor,
		     code & 1 ? (uint64_t)take_signed(cursor, size) : take(cursor, size));
	} else if (code == 0x06) { /* deref */
		if (!context->load(context->argument, pop(stack, cursor), &value))
			cursor->bad = true;
		push(stack, cursor, value);
	} else if (code == 0x12) { /* dup */
		value = pop(stack, cursor);
		push(stack, cursor, value);
		push(stack, cursor, value);
	} else if (code == 0x23) { /* plus_uconst */
		push(stack, cursor, pop(stack, cursor) + take_uleb(cursor));
	} else if (code == 0x1a || code == 0x1c || code == 0x22 || code == 0x24 || code == 0x2a) {
		other = pop(stack, cursor);
		push(stack, cursor, binary(code, pop(stack, cursor), other));
	} else {
		cursor->bad = true;
	}
}

static bool evaluate(struct cursor cursor, const struct context *context, uint64_t start,
		     bool has_start, uint64_t *value)
{
	struct stack stack = {0};

	if (has_start)
		push(&stack, &cursor, start);
	while (!cursor.bad && cursor.at < cursor.end)
		operate(&cursor, &stack, context, take(&cursor, 1));
	*value = pop(&stack, &cursor);
	return !cursor.bad;
}

static bool frame_address(const struct row *row, const struct context *context, uint64_t *cfa)
{
	if (row->cfa.how == IS_EXPRESSION)
		return evaluate(row->cfa.expression, context, 0, false, cfa);
	if (row->cfa_register >= CFI_REGISTERS ||
	    !(context->frame->known & 1u << row->cfa_register))
		return false;
	*cfa = context->frame->reg[row->cfa_register] + row->cfa.value;
	return true;
}

static bool apply(const struct rule *rule, unsigned int reg, uint64_t cfa,
		  const struct context *context, uint64_t *value)
{
	const struct cfi_frame *frame = context->frame;

	switch (rule->how) {
	case SAME:
		*value = frame->reg[reg];
		return frame->known & 1u << reg;
	case AT_OFFSET:
		return context->load(context->argument, cfa + rule->value, value);
	case IS_OFFSET:
		*value = cfa + rule->value;
		return true;
	case IN_REGISTER:
		if (rule->value >= CFI_REGISTERS)
			return false;
		*value = frame->reg[rule->value];
		return frame->known & 1u << rule->value;
	case AT_EXPRESSION:
		return evaluate(rule->expression, context, cfa, true, value) &&
		       context->load(context->argument, *value, value);
	case IS_EXPRESSION:
		return evaluate(rule->expression, context, cfa, true, value);
	default:
		return false;
	}
}

static bool compute(const struct row *row, const struct context *context, struct cfi_frame *caller)
{
	uint64_t cfa;

	if (!frame_address(row, context, &cfa))
		return false;
	memset(caller, 0, sizeof(*caller));
	for (unsigned int reg = 0; reg < CFI_REGISTERS; reg++)
		if (apply(&row->reg[reg], reg, cfa, context, &caller->reg[reg]))
			caller->known |= 1u << reg;
	if (row->reg[CFI_RSP].how == SAME) {
		caller->reg[CFI_RSP] = cfa;
		caller->known |= 1u << CFI_RSP;
	}
	/* The return address has a rule of its own, or nobody called. */
	return row->reg[CFI_RIP].how != SAME && caller->known & 1u << CFI_RIP;
}

bool cfi_step(const struct cfi *cfi, uint64_t pc, uint64_t bias, struct cfi_frame *frame,
	      cfi_load *load, void *argument)
{
	const struct entry *entry = entry_at(cfi, pc - bias);
	const struct context context = {frame, bias, load, argument};
	struct machine machine = {0};
	struct cfi_frame caller;
	struct common common;
	struct cursor cursor;
	struct entry again;

	if (!entry || !read_entry(cfi, entry->offset, &cursor, &common, &again) ||
	    common.return_register != CFI_RIP)
		return false;
	machine.common = &common;
	machine.target = pc - bias;
	if (!run(&machine, common.instructions))
		return false;
	machine.initial = machine.row;
	machine.location = entry->start;
	if (!run(&machine, cursor) || !compute(&machine.row, &context, &caller))
		return false;
	*frame = caller;
	return true;
}
