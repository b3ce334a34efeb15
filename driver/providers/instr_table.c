/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The instructions of a function as the instr provider names them, and the account of those that
 * can carry no probe: /proc/dtrace/instr, for each function that somebody has named,
 *
 *	MODULE FUNCTION ADDRESS MNEMONIC-OFFSET - reason	for each that is refused, and then
 *	MODULE FUNCTION ADDRESS SIZE probes=N
 *
 * with the reason behind it where the function, or the rest of it, cannot be probed.
 *
 * Names are made of Intel's mnemonics, with lock- or rep- in front where that prefix has a meaning,
 * and the offset in hexadecimal; in the cold part that a compiler has split off, cold. and the
 * offset in there. Thread context, control lock held.
 */
#include <linux/mm.h>
#include <linux/slab.h>

#include "../core/provider.h"
#include "../linux/proc.h"
#include "../linux/site.h"
#include "instr.h"

/* --- names ------------------------------------------------------------------------------------ */

/* ins, outs, movs, cmps, stos, lods, scas */
static bool is_string_instruction(const struct x86_insn *insn)
{
	if (insn->encoding != X86_LEGACY || insn->map != 0)
		return false;
	return (insn->opcode >= 0x6c && insn->opcode <= 0x6f) ||
	       (insn->opcode >= 0xa4 && insn->opcode <= 0xa7) ||
	       (insn->opcode >= 0xaa && insn->opcode <= 0xaf);
}

static const char *prefix_of(const struct x86_insn *insn)
{
	if (insn->prefixes & X86_PREFIX_LOCK)
		return "lock-";
	if (is_string_instruction(insn) && (insn->prefixes & (X86_PREFIX_F2 | X86_PREFIX_F3)))
		return insn->prefixes & X86_PREFIX_F2 ? "repne-" : "rep-";
	return "";
}

static void name_of(const struct scan_instruction *instruction, char *name, size_t room)
{
	const struct x86_insn *insn = &instruction->insn;

	snprintf(name, room, "%s%s-%s%x", prefix_of(insn), x86_mnemonic(insn),
		 instruction->cold ? "cold." : "", instruction->offset);
}

/* --- the walk over all functions of a name ---------------------------------------------------- */

struct walker {
	void (*visit)(struct walker *walker, const struct scan_instruction *instruction);
	void (*end)(struct walker *walker, enum scan_reason reason); /* of one function; optional */
	const struct fbt_module *module;
	const struct symbol_function *symbol; /* at hand */
};

static void visit_one(void *data, const struct scan_instruction *instruction)
{
	struct walker *walker = data;

	walker->visit(walker, instruction);
}

static int walk_functions(struct walker *walker, unsigned int first)
{
	const struct fbt_module *module = walker->module;
	struct scan_context *context;
	unsigned int i;
	int error = scan_open(module->module, module->table, &context);

	if (error)
		return error;
	for (i = first; i != FBT_NONE; i = module->functions[i].same) {
		enum scan_reason reason;

		walker->symbol = &module->table->functions[i];
		reason = scan_instructions(context, walker->symbol, visit_one, walker);
		if (walker->end)
			walker->end(walker, reason);
	}
	scan_close(context);
	return 0;
}

/* --- making --------------------------------------------------------------------------------------- */

struct counter {
	struct walker walker;
	unsigned int count;
};

static void count_one(struct walker *walker, const struct scan_instruction *instruction)
{
	struct counter *counter = container_of(walker, struct counter, walker);

	counter->count += !instruction->refusal;
}

struct filler {
	struct walker walker;
	struct instr_function *function;
	unsigned int room;
};

/* Another function of the name may have the same instruction at the same offset. */
static struct instr_probe *probe_named(struct instr_function *function, const char *name,
				       unsigned long of)
{
	struct instr_probe *probe = function->probes;

	for (; probe < function->probes + function->count; probe++) {
		if (probe->points->function == of)
			return NULL; /* from here on they are this function's own */
		if (!strcmp(probe->name, name))
			return probe;
	}
	return NULL;
}

static void fill_one(struct walker *walker, const struct scan_instruction *instruction)
{
	struct filler *filler = container_of(walker, struct filler, walker);
	struct instr_function *function = filler->function;
	struct instr_point *point = &function->points[function->point_count];
	struct instr_probe *probe;
	char name[DTRACE_NAME_LEN];

	if (instruction->refusal || function->point_count == filler->room)
		return;
	function->point_count++;
	name_of(instruction, name, sizeof(name));
	probe = probe_named(function, name, walker->symbol->address);
	if (!probe) {
		probe = &function->probes[function->count++];
		probe->function = function;
		site_group_init(&probe->group);
		strscpy(probe->name, name, sizeof(probe->name));
	}
	*point = (struct instr_point){
		.probe = probe,
		.next = probe->points,
		.address = instruction->address,
		.function = walker->symbol->address,
		.flow = instruction->insn.flow,
	};
	probe->points = point;
}

/* Two walks: the second stops at what the first one counted, whatever the text has become. */
static int find_instructions(struct instr_function *function)
{
	struct counter counter = {.walker = {.visit = count_one, .module = function->module}};
	struct filler filler = {.walker = {.visit = fill_one, .module = function->module},
				.function = function};
	int error = walk_functions(&counter.walker, function->first);

	if (error || !counter.count)
		return error;
	filler.room = counter.count;
	function->probes = kvcalloc(filler.room, sizeof(*function->probes), GFP_KERNEL);
	function->points = kvcalloc(filler.room, sizeof(*function->points), GFP_KERNEL);
	if (!function->probes || !function->points)
		return -ENOMEM;
	return walk_functions(&filler.walker, function->first);
}

struct instr_function *instr_function_make(struct fbt_module *module, unsigned int first)
{
	struct instr_function *function = kzalloc(sizeof(*function), GFP_KERNEL);

	if (!function)
		return NULL;
	function->module = module;
	function->first = first;
	if (!find_instructions(function))
		return function;
	instr_function_free(function);
	return NULL;
}

void instr_function_free(struct instr_function *function)
{
	kvfree(function->probes);
	kvfree(function->points);
	kfree(function);
}

/* --- the account ---------------------------------------------------------------------------------- */

struct teller {
	struct walker walker;
	struct seq_file *seq;
	unsigned int count; /* that can be probed */
};

static void tell_function(const struct teller *teller)
{
	const struct walker *walker = &teller->walker;

	seq_printf(teller->seq, "%s %s", walker->module->name,
		   symbol_name(walker->module->table, walker->symbol));
}

static void tell_one(struct walker *walker, const struct scan_instruction *instruction)
{
	struct teller *teller = container_of(walker, struct teller, walker);
	char name[DTRACE_NAME_LEN];

	if (!instruction->refusal) {
		teller->count++;
		return;
	}
	name_of(instruction, name, sizeof(name));
	tell_function(teller);
	seq_printf(teller->seq, " %px %s - %s\n", (void *)instruction->address, name,
		   site_reason(instruction->refusal));
}

static void tell_end(struct walker *walker, enum scan_reason reason)
{
	struct teller *teller = container_of(walker, struct teller, walker);

	tell_function(teller);
	seq_printf(teller->seq, " %px %u probes=%u", (void *)walker->symbol->address,
		   walker->symbol->size, teller->count);
	if (reason != SCAN_OK)
		seq_printf(teller->seq, " - %s", scan_reason(reason));
	seq_putc(teller->seq, '\n');
	teller->count = 0;
}

static struct list_head *functions;

static void *account_begin(struct seq_file *seq, loff_t *position)
{
	dtrace_provider_lock();
	return seq_list_start(functions, *position);
}

static void *account_next(struct seq_file *seq, void *at, loff_t *position)
{
	return seq_list_next(at, functions, position);
}

static void account_end(struct seq_file *seq, void *at)
{
	dtrace_provider_unlock();
}

static int account_show(struct seq_file *seq, void *at)
{
	const struct instr_function *function = list_entry(at, struct instr_function, all);
	struct teller teller = {
		.walker = {.visit = tell_one, .end = tell_end, .module = function->module},
		.seq = seq,
	};

	return walk_functions(&teller.walker, function->first);
}

static const struct seq_operations operations = {
	.start = account_begin,
	.next = account_next,
	.stop = account_end,
	.show = account_show,
};

int instr_account_start(struct list_head *all)
{
	functions = all;
	return proc_file_add_seq("instr", &operations);
}

void instr_account_stop(void)
{
	proc_file_remove("instr");
}
