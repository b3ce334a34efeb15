/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Random instructions; see generate.h. Encoded by hand here for the emulated classes, so that every
 * register, prefix and displacement size gets its turn; by the assembler for the slot templates.
 */
#include <string.h>

#include "generate.h"

#define RCX 1
#define RSP 4

static uint64_t arena_address(const uint8_t *arena, unsigned int offset)
{
	return (uint64_t)(uintptr_t)arena + offset;
}

uint64_t random_code_address(const uint8_t *arena)
{
	unsigned int half = ARENA_COPY / 2, offset = random_below(half - 512);

	return arena_address(arena, random_below(2) ? offset + 128 : half + 384 + offset);
}

static uint64_t random_data_address(const struct sample *sample)
{
	return arena_address(sample->arena, ARENA_DATA + 64 + random_below(ARENA_PART - 128));
}

void arena_fill(uint8_t *arena)
{
	uint64_t address;
	unsigned int i;

	for (i = 0; i < 2 * ARENA_PART; i += 8) {
		address = random_code_address(arena);
		memcpy(arena + ARENA_DATA + i, &address, sizeof(address));
	}
}

static uint64_t random_value(const struct sample *sample)
{
	switch (random_below(4)) {
	case 0:
		return random_64();
	case 1:
		return random_below(3);
	case 2:
		return random_64() & 0xffffffff00000000ull;
	default:
		return random_code_address(sample->arena);
	}
}

static uint64_t *reg(struct sample *sample, unsigned int index)
{
	return state_field(&sample->start, index);
}

void sample_begin(struct sample *sample, uint8_t *arena, uint64_t address)
{
	const uint64_t flags = 0xcd5; /* CF PF AF ZF SF DF OF */
	unsigned int i;

	memset(sample, 0, sizeof(*sample));
	sample->arena = arena;
	sample->address = address;
	for (i = 0; i < 16; i++)
		*reg(sample, i) = random_value(sample);
	*reg(sample, RSP) =
		arena_address(arena, ARENA_STACK + 0x1000 + random_below(0x2000) / 8 * 8);
	*reg(sample, X86_RIP) = address;
	*reg(sample, X86_RFLAGS) = (random_64() & flags) | 0x202;
}

static void put(struct sample *sample, uint8_t byte)
{
	sample->bytes[sample->length++] = byte;
}

static void put_value(struct sample *sample, uint64_t value, unsigned int size)
{
	while (size--) {
		put(sample, value);
		value >>= 8;
	}
}

/* REX with the high bits of these registers, left out where it says nothing. */
static void put_rex(struct sample *sample, bool w, unsigned int r, unsigned int x, unsigned int b)
{
	uint8_t rex = 0x40 | w << 3 | (r >> 3) << 2 | (x >> 3) << 1 | b >> 3;

	if (rex != 0x40 || random_below(4) == 0)
		put(sample, rex);
}

static void put_modrm(struct sample *sample, unsigned int mod, unsigned int field, unsigned int rm)
{
	put(sample, mod << 6 | (field & 7) << 3 | (rm & 7));
}

static void make_nop(struct sample *sample)
{
	static const uint8_t nops[][9] = {
		{1, 0x90},
		{2, 0x66, 0x90},
		{3, 0x0f, 0x1f, 0x00},
		{5, 0x0f, 0x1f, 0x44, 0, 0},
		{5, 0x66, 0x66, 0x66, 0x66, 0x90},
		{8, 0x0f, 0x1f, 0x84, 0, 0, 0, 0, 0},
	};
	const uint8_t *nop = nops[random_below(sizeof(nops) / sizeof(nops[0]))];

	memcpy(sample->bytes, nop + 1, nop[0]);
	sample->length = nop[0];
}

static void make_push(struct sample *sample)
{
	unsigned int r = random_below(16);

	put_rex(sample, false, 0, 0, r);
	put(sample, 0x50 + (r & 7));
}

static void make_pop(struct sample *sample)
{
	unsigned int r = random_below(16);

	put_rex(sample, false, 0, 0, r);
	put(sample, 0x58 + (r & 7));
}

static void make_push_imm(struct sample *sample)
{
	bool small = random_below(2);

	put(sample, small ? 0x6a : 0x68);
	put_value(sample, random_64(), small ? 1 : 4);
}

static void make_stack_change(struct sample *sample, unsigned int extension)
{
	bool small = random_below(2);
	int64_t value = small ? (int8_t)random_64() : (int32_t)random_64();

	put(sample, 0x48);
	put(sample, small ? 0x83 : 0x81);
	put_modrm(sample, 3, extension, RSP);
	put_value(sample, value, small ? 1 : 4);
	if (random_below(4) == 0)
		*reg(sample, RSP) = random_value(sample);
	else if (random_below(4) == 0)
		*reg(sample, RSP) = extension == 5 ? value : -value; /* to zero */
}

static void make_sub_rsp(struct sample *sample)
{
	make_stack_change(sample, 5);
}

static void make_add_rsp(struct sample *sample)
{
	make_stack_change(sample, 0);
}

static void make_register_move(struct sample *sample, bool wide)
{
	unsigned int a = random_below(16), b = random_below(16);

	put_rex(sample, wide, a, 0, b);
	put(sample, random_below(2) ? 0x89 : 0x8b);
	put_modrm(sample, 3, a, b);
}

static void make_mov(struct sample *sample)
{
	make_register_move(sample, true);
}

static void make_mov32(struct sample *sample)
{
	make_register_move(sample, false);
}

static void make_mov_imm(struct sample *sample)
{
	unsigned int r = random_below(16);
	bool wide = random_below(2);

	put_rex(sample, wide, 0, 0, r);
	if (random_below(2)) {
		put(sample, 0xb8 + (r & 7));
		put_value(sample, random_64(), wide ? 8 : 4);
	} else {
		put(sample, 0xc7);
		put_modrm(sample, 3, 0, r);
		put_value(sample, random_64(), 4);
	}
}

static void make_zero(struct sample *sample)
{
	unsigned int r = random_below(16);

	put_rex(sample, random_below(2), r, 0, r);
	put(sample, random_below(2) ? 0x31 : 0x33);
	put_modrm(sample, 3, r, r);
}

static void make_ret(struct sample *sample)
{
	unsigned int choice = random_below(3);

	if (choice == 0)
		put(sample, 0xf3);
	put(sample, choice == 2 ? 0xc2 : 0xc3);
	if (choice == 2)
		put_value(sample, random_64(), 2);
}

/* A displacement of this size that leads to int3, ahead or behind. */
static void put_relative(struct sample *sample, unsigned int size)
{
	uint64_t end = sample->address + sample->length + size;
	int64_t distance;

	if (size == 4)
		distance = random_code_address(sample->arena) - end;
	else if (random_below(2))
		distance = 76 + random_below(128 - 76); /* beyond five instructions */
	else
		distance = -76 - (int)random_below(128 - 76);
	put_value(sample, distance, size);
}

static void make_jmp(struct sample *sample)
{
	bool small = random_below(2);

	put(sample, small ? 0xeb : 0xe9);
	put_relative(sample, small ? 1 : 4);
}

static void make_call(struct sample *sample)
{
	put(sample, 0xe8);
	put_relative(sample, 4);
}

static void make_jcc(struct sample *sample)
{
	unsigned int condition = random_below(16);
	bool small = random_below(2);

	if (!small)
		put(sample, 0x0f);
	put(sample, (small ? 0x70 : 0x80) + condition);
	put_relative(sample, small ? 1 : 4);
}

static void make_loop(struct sample *sample)
{
	static const uint64_t counts[] = {0, 1, 2, 0x100000000ull, 0x100000001ull, ~0ull};

	if (random_below(2))
		put(sample, 0x67);
	put(sample, 0xe0 + random_below(4));
	put_relative(sample, 1);
	*reg(sample, RCX) = counts[random_below(sizeof(counts) / sizeof(counts[0]))];
}

static void make_through_register(struct sample *sample, unsigned int extension)
{
	unsigned int r = random_below(16);

	if (random_below(4) == 0)
		put(sample, 0x3e); /* notrack */
	put_rex(sample, false, 0, 0, r);
	put(sample, 0xff);
	put_modrm(sample, 3, extension, r);
	if (r != RSP)
		*reg(sample, r) = random_code_address(sample->arena);
}

static void make_jmp_reg(struct sample *sample)
{
	make_through_register(sample, 4);
	/* jmp rsp would run the stack, which is data: take another register. */
	if ((sample->bytes[sample->length - 1] & 7) == RSP)
		sample->bytes[sample->length - 1] ^= 1;
	*reg(sample, 5) = random_code_address(sample->arena);
	*reg(sample, 13) = random_code_address(sample->arena);
}

static void make_call_reg(struct sample *sample)
{
	make_through_register(sample, 2);
	if ((sample->bytes[sample->length - 1] & 7) == RSP)
		sample->bytes[sample->length - 1] ^= 1;
	*reg(sample, 5) = random_code_address(sample->arena);
	*reg(sample, 13) = random_code_address(sample->arena);
}

static void make_call_rip(struct sample *sample)
{
	uint64_t operand = random_data_address(sample) & ~7ull;

	put(sample, 0xff);
	put_modrm(sample, 0, 2, 5);
	put_value(sample, operand - (sample->address + 6), 4);
}

/* call [base + disp]: any base but those that need a SIB byte. */
static void make_call_base(struct sample *sample)
{
	uint64_t operand = random_data_address(sample) & ~7ull;
	unsigned int mod = 1 + random_below(2), base = random_below(16);
	int64_t disp = mod == 1 ? (int8_t)random_64() : (int32_t)random_64();

	if ((base & 7) == RSP)
		base = 3;
	put_rex(sample, false, 0, 0, base);
	put(sample, 0xff);
	put_modrm(sample, mod, 2, base);
	put_value(sample, disp, mod == 1 ? 1 : 4);
	*reg(sample, base) = operand - disp;
}

/* call [base + index * scale + disp], with rsp as the base, with no index, with no base. */
static void make_call_sib(struct sample *sample)
{
	uint64_t operand = random_data_address(sample) & ~7ull;
	unsigned int base = random_below(16), index = random_below(16), scale = random_below(4);
	unsigned int mod = random_below(3);
	bool no_base = mod == 0 && (base & 7) == 5;
	int64_t disp = mod == 0 ? 0 : mod == 1 ? (int8_t)random_64() : (int32_t)random_64();

	if (index == base)
		index = RSP; /* none */
	if (index != RSP)
		*reg(sample, index) = random_below(16);
	if (base == RSP && !no_base)
		disp = 8 * random_below(15);
	if (index != RSP)
		operand -= *reg(sample, index) << scale;
	if (no_base)
		disp = operand; /* in the lowest 2 GB, or else the operand is elsewhere: a fault */
	else if (base != RSP)
		*reg(sample, base) = operand - disp;
	put_rex(sample, false, 0, index, base);
	put(sample, 0xff);
	put_modrm(sample, mod, 2, 4);
	put(sample, scale << 6 | (index & 7) << 3 | (base & 7));
	if (mod || no_base)
		put_value(sample, disp, mod == 1 ? 1 : 4);
}

const struct kind emulated_kinds[] = {
	{"nop", X86_EMULATE_NOP, make_nop},
	{"push", X86_EMULATE_PUSH, make_push},
	{"push imm", X86_EMULATE_PUSH_IMM, make_push_imm},
	{"pop", X86_EMULATE_POP, make_pop},
	{"sub rsp", X86_EMULATE_SUB_RSP, make_sub_rsp},
	{"add rsp", X86_EMULATE_ADD_RSP, make_add_rsp},
	{"mov", X86_EMULATE_MOV, make_mov},
	{"mov 32", X86_EMULATE_MOV32, make_mov32},
	{"mov imm", X86_EMULATE_MOV_IMM, make_mov_imm},
	{"xor same", X86_EMULATE_ZERO, make_zero},
	{"ret", X86_EMULATE_RET, make_ret},
	{"jmp", X86_EMULATE_JMP, make_jmp},
	{"call", X86_EMULATE_CALL, make_call},
	{"jcc", X86_EMULATE_JCC, make_jcc},
	{"loop", X86_EMULATE_LOOP, make_loop},
	{"jmp reg", X86_EMULATE_JMP_REG, make_jmp_reg},
	{"call reg", X86_EMULATE_CALL_REG, make_call_reg},
	{"call rip", X86_EMULATE_CALL_MEM, make_call_rip},
	{"call base", X86_EMULATE_CALL_MEM, make_call_base},
	{"call sib", X86_EMULATE_CALL_MEM, make_call_sib},
};
const unsigned int emulated_kind_count = sizeof(emulated_kinds) / sizeof(emulated_kinds[0]);

/*
 * Memory operands are RIP-relative (made to point into the data part) or on the stack. Vector
 * registers are not part of a state: those stored here must be ones that nobody changes.
 */
/* clang-format off */
#define TEMPLATES(X) \
	X("mov rax, [rip]") X("mov [rip], r9") X("lea r10, [rip]") X("add [rip], ecx") \
	X("add dword ptr [rip], 0x12345678") X("cmp byte ptr [rip], 5") \
	X("imul rdx, [rip], 0x1234") X("imul rdx, [rip], 5") X("sub r9, [rip]") \
	X("test qword ptr [rip], 0x7fffffff") X("lock xadd [rip], rbx") \
	X("lock cmpxchg [rip], rsi") X("xchg [rip], r8") X("movzx eax, byte ptr [rip]") \
	X("sete byte ptr [rip]") X("cmove rax, [rip]") X("push qword ptr [rip]") \
	X("pop qword ptr [rip]") X("jmp qword ptr [rip]") X("bts dword ptr [rip], 7") \
	X("shld [rip], rax, 5") X("movups [rip], xmm15") X("movsxd rax, dword ptr [rip]") \
	X("mov word ptr [rip], 0x1234") X("inc byte ptr [rip]") X("neg qword ptr [rip]") \
	X("rol dword ptr [rip], 3") X("pinsrw xmm14, [rip], 1") X("prefetcht0 [rip]") \
	X("adc rax, rbx") X("sub r12, 8") X("and rsp, -16") X("lea rbp, [rsp + 16]") \
	X("mov rbx, [rsp + 8]") X("mov [rsp + 32], rdi") X("pushfq") X("push ax") X("pop cx") \
	X("cqo") X("cdqe") X("imul rax, rbx") X("shl rax, cl") X("xchg rax, r9") X("sahf") \
	X("lahf") X("cmc") X("std") X("enter 16, 0") X("test eax, eax") X("mul rbx") \
	X("bswap rcx") X("setg al") X("cmovl rax, r9") X("push [rsp + 8]") X("xor eax, ecx") \
	X("cmp rdi, 0x1234567") X("mov ax, 0x1234") X("sbb edx, edx") X("pause") \
	X("xchg r8, rax")
/* clang-format on */

#define ASSEMBLE(text) ".byte 9f - 8f\n8: " text "\n9: .skip 15 - (9b - 8b), 0xcc\n"
#define COUNT(text)    +1

asm(".pushsection .rodata\n"
    ".intel_syntax noprefix\n"
    "slot_templates:\n" TEMPLATES(ASSEMBLE) ".att_syntax prefix\n"
					    ".popsection");

extern const uint8_t slot_templates[][X86_MAX_LENGTH + 1] __attribute__((visibility("hidden")));
const unsigned int slot_sample_count = TEMPLATES(COUNT);

void make_slot_sample(struct sample *sample, unsigned int which)
{
	const uint8_t *template = slot_templates[which];
	struct x86_insn insn;
	uint32_t disp;

	sample->length = template[0];
	memcpy(sample->bytes, template + 1, sample->length);
	if (x86_decode(sample->bytes, sample->length, &insn) < 0 || !x86_rip_relative(&insn))
		return;
	disp = (random_data_address(sample) & ~7ull) - (sample->address + sample->length);
	memcpy(sample->bytes + insn.disp_offset, &disp, sizeof(disp));
}

unsigned int make_lea_sample(struct sample *sample)
{
	unsigned int r = random_below(16), x = random_below(16), b = random_below(16);
	unsigned int mod = random_below(3);

	put(sample, 0x48 | (r >> 3) << 2 | (x >> 3) << 1 | b >> 3);
	put(sample, 0x8d);
	put_modrm(sample, mod, r, b);
	if ((b & 7) == RSP) {
		b = random_below(16);
		sample->bytes[0] = (sample->bytes[0] & ~1) | b >> 3;
		put(sample, random_below(4) << 6 | (x & 7) << 3 | (b & 7));
	}
	if (mod == 1)
		put(sample, random_64());
	else if (mod == 2 || (b & 7) == 5)
		put_value(sample, random_64(), 4);
	return r;
}
