/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Walk a function instruction by instruction and say where its sites may stand.
 *
 * The decoder never guesses: at the first instruction it does not know the walk ends, and returns
 * behind it are not offered. Thread context.
 */
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "../x86/x86.h"
#include "compat.h"
#include "function_scan.h"
#include "owned.h"
#include "site.h"
#include "site_internal.h"
#include "strays.h"

/* The largest functions of kernels are some 30 KiB. */
#define FUNCTION_MAX (256 * 1024)

struct scan_context {
	struct module *module;
	const struct symbol_table *table;
	const struct owned *owned;
	struct owned *own; /* to be freed */
	struct strays strays;
	bool blind; /* .. and there may be more of them */
	u8 *text;   /* copy of the function at hand */
	size_t room;
};

/* ORDER SCAN */
static const char *const sentences[SCAN_REASONS] = {
	"may be probed",
	"carries no ftrace nop (notrace or assembly)",
	"noinstr: runs where nothing may be instrumented",
	"entry code",
	"init code, freed after boot",
	"a static call trampoline",
	"a thunk for indirect branches",
	"not text of the kernel or of a living module",
	"a cold part of another function",
	"no instructions",
	"the trap in use needs this function itself (kprobe blacklist)",
	"runs when breakpoints no longer reach the driver (kexec, crash)",
	"the first instruction is unknown to the decoder",
	"no breakpoint may stand on the first instruction",
	"the first instruction is a jump label",
	"the first instruction is a static call",
	"the first instruction is a nop that the kernel may patch",
	"the first instruction would have to be moved, but the exception table names it",
	"somebody else's jump stands on the first instruction",
	"an instruction in it is unknown to the decoder",
	"somebody else's breakpoint or jump stands in it",
	"never returns",
};

const char *scan_reason(enum scan_reason reason)
{
	return (unsigned int)reason < SCAN_REASONS ? sentences[reason] : "unknown";
}

int scan_owned(const struct scan_context *context, unsigned long address)
{
	return owned_by(context->owned, address);
}

static enum scan_reason reason_of_range(enum symbol_range range)
{
	switch (range) {
	case SYMBOL_RANGE_OK:
		return SCAN_OK;
	case SYMBOL_RANGE_NOINSTR:
		return SCAN_NOINSTR;
	case SYMBOL_RANGE_ENTRY:
		return SCAN_ENTRY_TEXT;
	case SYMBOL_RANGE_INIT:
		return SCAN_INIT_TEXT;
	case SYMBOL_RANGE_STATIC_CALL:
		return SCAN_STATIC_CALL_TEXT;
	case SYMBOL_RANGE_THUNK:
		return SCAN_THUNK;
	case SYMBOL_RANGE_OUTSIDE:
		break;
	}
	return SCAN_NOT_TEXT;
}

static enum scan_reason reason_of_site(int refusal)
{
	switch (refusal) {
	case 0:
		return SCAN_OK;
	case SITE_NOT_TEXT:
		return SCAN_NOT_TEXT;
	case SITE_FORBIDDEN:
		return SCAN_NOINSTR;
	case SITE_BLACKLISTED:
		return SCAN_BLACKLISTED;
	case SITE_KERNEL_EXIT:
		return SCAN_KERNEL_EXIT;
	case SITE_PATCHED_NOP:
		return SCAN_FIRST_NOP;
	case SITE_JUMP_LABEL:
		return SCAN_FIRST_JUMP_LABEL;
	case SITE_STATIC_CALL:
		return SCAN_FIRST_STATIC_CALL;
	case SITE_EXCEPTION_TABLE:
		return SCAN_FIRST_EXCEPTION;
	case SITE_FOREIGN_JUMP:
		return SCAN_FIRST_FOREIGN;
	case X86_UNKNOWN:
	case X86_TRUNCATED:
	case X86_NOT_64BIT:
	case X86_TOO_LONG:
	case X86_BAD_PREFIX:
		return SCAN_FIRST_UNKNOWN;
	default:
		return SCAN_FIRST_REFUSED;
	}
}

static bool is_cold(const struct scan_context *context, const struct symbol_function *function)
{
	const char *dot = strrchr(symbol_name(context->table, function), '.');

	/* foo.cold, and gcc's numbered foo.cold.12 */
	return dot && (!strncmp(dot, ".cold", 5) ||
		       strstr(symbol_name(context->table, function), ".cold."));
}

/* Take a copy of the text, as it reads without our own breakpoints. */
static bool fetch(struct scan_context *context, unsigned long start, unsigned int size)
{
	if (!size || size > FUNCTION_MAX)
		return false;
	if (context->room < size) {
		size_t room = roundup_pow_of_two(max_t(size_t, size, 4096));

		kvfree(context->text);
		context->text = kvmalloc(room, GFP_KERNEL);
		context->room = context->text ? room : 0;
	}
	if (!context->text)
		return false;
	site_read_text(context->text, start, size);
	return true;
}

/* --- who enters functions in the middle ---------------------------------------------------------
 */

/* Branches of a cold part: back into its function, mostly. */
static void collect_branches(struct scan_context *context, const struct symbol_function *function)
{
	struct x86_insn insn;
	unsigned int offset;
	int length;
	u64 target;

	context->blind |= !fetch(context, function->address, function->size);
	for (offset = 0; !context->blind && offset < function->size; offset += length) {
		length = x86_decode(context->text + offset, function->size - offset, &insn);
		if (length < 0)
			context->blind = true;
		else if (x86_branch_target(&insn, function->address + offset, &target))
			strays_add(&context->strays, target);
	}
}

static int collect_strays(struct scan_context *context)
{
	size_t i;

	strays_collect(&context->strays, context->module);
	for (i = 0; i < context->table->count; i++)
		if (is_cold(context, &context->table->functions[i]))
			collect_branches(context, &context->table->functions[i]);
	strays_order(&context->strays);
	return context->strays.error;
}

int scan_open(struct module *module, const struct symbol_table *table,
	      struct scan_context **context)
{
	struct scan_context *made = kzalloc(sizeof(*made), GFP_KERNEL);
	int error = 0;

	if (!made)
		return -ENOMEM;
	made->module = module;
	made->table = table;
	if (module)
		error = owned_make(module, &made->own);
	made->owned = module ? made->own : site_kernel_owned();
	if (!error)
		error = collect_strays(made);
	if (error) {
		scan_close(made);
		return error;
	}
	*context = made;
	return 0;
}

void scan_close(struct scan_context *context)
{
	if (!context)
		return;
	owned_free(context->own);
	strays_free(&context->strays);
	kvfree(context->text);
	kfree(context);
}

/* ENDBR64 or what a sealed one was replaced with: all four bytes long. */
static size_t landing_pad(const u8 *text, size_t size)
{
	static const u8 pads[][4] = {
		{0xf3, 0x0f, 0x1e, 0xfa}, /* endbr64 */
		{0x66, 0x0f, 0x1f, 0x00}, /* sealed, up to 6.14 */
		{0x0f, 0x1f, 0x40, 0xd6}, /* sealed, from 6.15 on */
	};
	size_t i;

	for (i = 0; i < ARRAY_SIZE(pads) && size >= 4; i++)
		if (!memcmp(text, pads[i], 4))
			return 4;
	return 0;
}

/* Offset behind the ftrace nop (or the call that ftrace has made of it); 0: there is none. */
static size_t behind_ftrace_nop(const u8 *text, unsigned long address, size_t size)
{
	static const u8 nops[][5] = {
		{0x0f, 0x1f, 0x44, 0x00, 0x00},
		{0x66, 0x66, 0x66, 0x66, 0x90},
	};
	size_t i, at = landing_pad(text, size);

	if (size < at + 6)
		return 0;
	for (i = 0; i < ARRAY_SIZE(nops); i++)
		if (!memcmp(text + at, nops[i], 5))
			return at + 5;
	if (text[at] == 0xe8 && symbol_is_ftrace_site(address + at))
		return at + 5;
	return 0;
}

/* --- the walk --------------------------------------------------------------------------------- */

/* The function itself comes first, then the cold parts it has been seen to jump to. */
#define PARTS_MAX 8
struct part {
	unsigned long start;
	unsigned int size;
};

struct walk {
	struct scan_context *context;
	const struct symbol_function *function;
	struct function_scan *scan;
	struct part parts[PARTS_MAX];
	unsigned int part_count;
	const struct part *part; /* at hand; the context has its text */
	bool reachable;		 /* the instruction before falls through to this one */
	u64 clear;
	/* Also told of each instruction, if any. */
	void (*visit)(void *data, const struct scan_instruction *instruction);
	void *data;
};

static void add_part(struct walk *walk, unsigned long start, unsigned int size)
{
	if (walk->part_count < PARTS_MAX)
		walk->parts[walk->part_count++] = (struct part){start, size};
}

static void add_point(struct walk *walk, unsigned long address, enum scan_point_kind kind)
{
	struct function_scan *scan = walk->scan;

	if (scan_owned(walk->context, address)) {
		scan->owned++;
		return;
	}
	if (scan->count < scan->room)
		scan->points[scan->count] =
			(struct scan_point){address - walk->function->address, kind};
	scan->count++;
	if (kind == SCAN_POINT_RETURN)
		scan->returns++;
	else
		scan->tails++;
}

static bool is_own(const struct walk *walk, unsigned long address)
{
	unsigned int i;

	for (i = 0; i < walk->part_count; i++)
		if (address - walk->parts[i].start < walk->parts[i].size)
			return true;
	return false;
}

/*
 * A branch out of the parts known so far: to a cold part of the same function, or out of it. What
 * this table does not know is another module's, or the kernel's, or init text: at its start.
 */
static void note_way_out(struct walk *walk, unsigned long address, unsigned long target)
{
	const struct symbol_function *other = symbol_table_find(walk->context->table, target);

	if (other && is_cold(walk->context, other))
		add_part(walk, other->address, other->size);
	else if (!other || other->address == target)
		add_point(walk, address, SCAN_POINT_TAIL);
	else
		walk->scan->odd++;
}

/*
 * Bytes behind the entry are clear up to the first branch target. An indirect jump with a memory
 * operand may be a switch: its targets are not known. One through a register is a call at the end
 * of the function, if the kernel was compiled for retpolines, which rule switches by table out.
 */
static void note_target(struct walk *walk, const struct x86_insn *insn, unsigned long address)
{
	unsigned long entry = walk->function->address + walk->scan->entry;
	bool may_switch = insn->modrm < 0xc0 || !(IS_ENABLED(CONFIG_RETPOLINE) ||
						  IS_ENABLED(CONFIG_MITIGATION_RETPOLINE));
	u64 target;

	if (insn->flow == X86_FLOW_JMP_INDIRECT && may_switch)
		walk->clear = 0;
	if (x86_branch_target(insn, address, &target) && target > entry)
		walk->clear = min_t(u64, walk->clear, target - entry);
}

/* False: the walk ends here (a jump that no compiler has put there). */
static bool note_jump(struct walk *walk, const struct x86_insn *insn, unsigned long address)
{
	u64 target;

	if (!x86_branch_target(insn, address, &target) || is_own(walk, target))
		return true;
	/* An optimised kprobe jumps to a buffer outside of all text. */
	if (!symbol_is_text(target))
		return false;
	if (insn->flow == X86_FLOW_JMP && symbol_is_return_thunk(target))
		add_point(walk, address, SCAN_POINT_RETURN);
	else
		note_way_out(walk, address, target);
	return true;
}

/* With an index it goes by a table, inside the function. */
static bool is_table_jump(const struct x86_insn *insn)
{
	return (insn->attributes & X86_ATTR_HAS_SIB) &&
	       ((insn->sib & 0x38) != 0x20 || (insn->rex & 2));
}

/*
 * Padding at the end: of int3, or zeros behind the last function of a module's section. Also
 * reached on paper, behind a call that does not return. Behind padding may come a function without
 * a name: a weak one that was replaced.
 */
static bool is_end_padding(const struct walk *walk, unsigned int offset)
{
	const u8 *text = walk->context->text, *other;
	unsigned int size = walk->part->size;

	if (text[offset] != BREAKPOINT && text[offset] != 0)
		return false;
	other = memchr_inv(text + offset, text[offset], size - offset);
	if (!other)
		return true;
	offset = other - text;
	return (walk->part->start + offset) % 16 == 0 &&
	       behind_ftrace_nop(other, walk->part->start + offset, size - offset);
}

static bool note_instruction(struct walk *walk, const struct x86_insn *insn, unsigned int offset)
{
	unsigned long address = walk->part->start + offset;

	switch (insn->flow) {
	case X86_FLOW_RET:
	case X86_FLOW_RET_IMM:
		add_point(walk, address, SCAN_POINT_RETURN);
		return true;
	case X86_FLOW_JMP:
	case X86_FLOW_JCC:
		return note_jump(walk, insn, address);
	case X86_FLOW_JMP_INDIRECT:
		if (!is_table_jump(insn))
			add_point(walk, address, SCAN_POINT_TAIL);
		return true;
	case X86_FLOW_INT3:
		return !walk->reachable;
	default:
		return true;
	}
}

static void tell(const struct walk *walk, const struct x86_insn *insn, unsigned int offset)
{
	struct scan_instruction instruction = {
		.address = walk->part->start + offset,
		.offset = offset,
		.cold = walk->part != walk->parts,
		.insn = *insn,
	};
	struct site_verdict verdict;

	if (insn->flow == X86_FLOW_INT3)
		return;
	instruction.refusal = site_check(walk->context->module, walk->context->owned,
					 instruction.address, &verdict);
	walk->visit(walk->data, &instruction);
}

static void end_early(struct walk *walk, unsigned int offset, enum scan_reason reason, int detail)
{
	walk->scan->return_reason = reason;
	walk->scan->stop = walk->part->start + offset - walk->function->address;
	if (!walk->scan->detail)
		walk->scan->detail = detail;
}

static u64 clear_of_strays(const struct walk *walk)
{
	unsigned long entry = walk->function->address + walk->scan->entry;

	if (walk->context->blind)
		return 0;
	return min_t(unsigned long, walk->function->size - walk->scan->entry,
		     strays_above(&walk->context->strays, entry) - entry);
}

static bool walk_part(struct walk *walk, unsigned int offset)
{
	struct x86_insn insn;

	walk->reachable = true;
	while (offset < walk->part->size && !is_end_padding(walk, offset)) {
		int length =
			x86_decode(walk->context->text + offset, walk->part->size - offset, &insn);

		if (length < 0) {
			end_early(walk, offset, SCAN_BODY_UNKNOWN, length);
			return false;
		}
		if (!note_instruction(walk, &insn, offset)) {
			end_early(walk, offset, SCAN_BODY_BREAKPOINT, 0);
			return false;
		}
		note_target(walk, &insn, walk->part->start + offset);
		if (walk->visit)
			tell(walk, &insn, offset);
		walk->scan->instructions++;
		/* Behind padding there is more of it, or a branch target. */
		walk->reachable = insn.flow != X86_FLOW_INT3 && x86_falls_through(&insn);
		offset += length;
	}
	return true;
}

/* From `offset` on; the context has the text of the function itself. */
static void walk_parts(struct walk *walk, unsigned int offset)
{
	unsigned int i;

	add_part(walk, walk->function->address, walk->function->size);
	walk->clear = clear_of_strays(walk);
	for (i = 0; i < walk->part_count; i++) {
		walk->part = &walk->parts[i];
		if (i && !fetch(walk->context, walk->part->start, walk->part->size))
			continue;
		if (!walk_part(walk, i ? 0 : offset))
			return;
	}
	walk->scan->clear = min_t(u64, walk->clear, 255);
	if (!walk->scan->returns && !walk->scan->tails)
		walk->scan->return_reason = SCAN_NO_RETURN;
}

static void check_entry(struct scan_context *context, const struct symbol_function *function,
			struct function_scan *scan)
{
	struct site_verdict verdict;
	int refusal = site_check(context->module, context->owned, function->address + scan->entry,
				 &verdict);

	scan->entry_reason = reason_of_site(refusal);
	if (refusal > SITE_NO_MEMORY)
		scan->detail = refusal;
}

/* Reasons that are true of the function as a whole. */
static enum scan_reason check_function(struct scan_context *context,
				       const struct symbol_function *function)
{
	enum scan_reason reason;

	reason = reason_of_range(symbol_range(context->module, function->address));
	if (reason)
		return reason;
	if (is_cold(context, function))
		return SCAN_COLD;
	return fetch(context, function->address, function->size) ? SCAN_OK : SCAN_EMPTY;
}

static bool is_of_whole_function(enum scan_reason reason)
{
	return reason == SCAN_BLACKLISTED || reason == SCAN_KERNEL_EXIT || reason == SCAN_NOINSTR ||
	       reason == SCAN_NOT_TEXT;
}

/* What holds of the function and its entry; SCAN_OK: the walk may begin at scan->entry. */
static enum scan_reason check_all(struct scan_context *context,
				  const struct symbol_function *function,
				  struct function_scan *scan)
{
	enum scan_reason reason = check_function(context, function);

	if (reason)
		return reason;
	scan->entry = behind_ftrace_nop(context->text, function->address, function->size);
	if (!scan->entry && !scan->without_nop)
		return SCAN_NO_FTRACE_NOP;
	if (!scan->entry)
		scan->entry = landing_pad(context->text, function->size);
	check_entry(context, function, scan);
	return is_of_whole_function(scan->entry_reason) ? scan->entry_reason : SCAN_OK;
}

void scan_function(struct scan_context *context, const struct symbol_function *function,
		   struct function_scan *scan)
{
	struct walk walk = {.context = context, .function = function, .scan = scan};
	unsigned int room = scan->points ? scan->room : 0;

	*scan = (struct function_scan){
		.points = scan->points, .room = room, .without_nop = scan->without_nop};
	scan->reason = check_all(context, function, scan);
	if (scan->reason) {
		scan->entry_reason = scan->return_reason = scan->reason;
		return;
	}
	walk_parts(&walk, scan->entry);
	if (scan->entry_reason && !scan->returns && !scan->tails)
		scan->reason = scan->entry_reason;
}

enum scan_reason
scan_instructions(struct scan_context *context, const struct symbol_function *function,
		  void (*visit)(void *data, const struct scan_instruction *instruction), void *data)
{
	struct function_scan scan = {};
	struct walk walk = {.context = context, .function = function, .scan = &scan};
	enum scan_reason reason = check_all(context, function, &scan);

	if (reason)
		return reason;
	walk.visit = visit;
	walk.data = data;
	walk_parts(&walk, 0);
	return scan.return_reason == SCAN_NO_RETURN ? SCAN_OK : scan.return_reason;
}
