/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * May a breakpoint stand at this instruction, how would execution go on behind it, and may a jump
 * take the breakpoint's place?
 *
 * Everything is decided here, when a site is made; a hit only obeys. Thread context.
 */
#include <linux/kernel.h>
#include <linux/notifier.h>
#include <linux/rcupdate.h>
#include <linux/string.h>

#include "compat.h"
#include "owned.h"
#include "site_internal.h"
#include "symbols.h"
#include "trap.h"

/*
 * Functions by name, because no list of the kernel has them. First those that kexec and crash run
 * when the IDT is already invalid (no notifier comes before a crash); then those that the kernel's
 * own int3 path calls although its kprobe blacklist does not say so.
 */
static const struct {
	const char *name;
	int refusal;
} special_names[] = {
	{"machine_kexec", SITE_KERNEL_EXIT},
	{"relocate_kernel", SITE_KERNEL_EXIT},
	{"load_segments", SITE_KERNEL_EXIT},
	{"idt_invalidate", SITE_KERNEL_EXIT},
	{"native_idt_invalidate", SITE_KERNEL_EXIT},
	{"native_gdt_invalidate", SITE_KERNEL_EXIT},
	{"native_machine_emergency_restart", SITE_KERNEL_EXIT},
	{"machine_real_restart", SITE_KERNEL_EXIT},
	{"__rcu_read_lock", SITE_BLACKLISTED},
	{"__rcu_read_unlock", SITE_BLACKLISTED},
	{"rcu_read_unlock_special", SITE_BLACKLISTED},
	{"rcu_read_unlock_strict", SITE_BLACKLISTED},
	{"tick_nohz_dep_set_cpu", SITE_BLACKLISTED},
	{"tick_nohz_full_kick_cpu", SITE_BLACKLISTED},
};

/* Notifiers of the die chain with our priority that were there before us are called before us. */
#define DIE_NOTIFIERS_MAX 16
static struct special_range {
	unsigned long start, end;
	int refusal;
} specials[ARRAY_SIZE(special_names) + DIE_NOTIFIERS_MAX];
static size_t special_count;

static struct owned *kernel_owned;

/* ORDER REFUSAL: struct site_refusal, from SITE_NO_MEMORY downwards. */
static const char *const refusals[] = {
	"no memory",
	"not in the text of the kernel or of this module",
	"in a section that must not be instrumented",
	"the trap in use needs this function itself (kprobe blacklist)",
	"a nop that ftrace or a jump label may patch",
	"a jump label",
	"a static call",
	"would have to be moved, but the exception table names its address",
	"all out-of-line slots are taken",
	"the text is no longer what was decoded",
	"runs when breakpoints no longer reach the driver (kexec, crash)",
	"somebody else's jump (an optimised kprobe)",
	"jumps are switched off (module parameter jump)",
	"Xen PV switches interrupts off in a way of its own",
	"another site stands in the bytes of a jump",
	"somebody may branch into the bytes of a jump",
	"somebody else's breakpoint stands on the jump",
};

const char *site_reason(int reason)
{
	unsigned int i = SITE_NO_MEMORY - reason;

	BUILD_BUG_ON(ARRAY_SIZE(refusals) != SITE_NO_MEMORY - SITE_LAST_REFUSAL + 1);
	if (!reason)
		return "none";
	return reason <= SITE_NO_MEMORY && i < ARRAY_SIZE(refusals) ? refusals[i]
								    : x86_reason(reason);
}

static int special(unsigned long address)
{
	size_t i;

	for (i = 0; i < special_count; i++)
		if (address >= specials[i].start && address < specials[i].end)
			return specials[i].refusal;
	return 0;
}

const struct owned *site_kernel_owned(void)
{
	return kernel_owned;
}

static int check_range(const struct module *module, unsigned long address)
{
	int refusal = special(address);

	switch (symbol_range(module, address)) {
	case SYMBOL_RANGE_OK:
		break;
	case SYMBOL_RANGE_OUTSIDE:
		return SITE_NOT_TEXT;
	default:
		return SITE_FORBIDDEN;
	}
	if (!refusal && symbol_kprobe_blacklisted(address))
		refusal = SITE_BLACKLISTED;
	return refusal == SITE_BLACKLISTED && !trap_avoids_blacklist() ? 0 : refusal;
}

/* Copy up to `size` bytes, not past the end of the text; returns how many. */
static size_t read_text(const struct module *module, unsigned long address, u8 *bytes, size_t size)
{
	unsigned long start, end;

	if (module)
		symbol_module_text(module, &start, &end);
	else
		symbol_kernel_text(&start, &end);
	if (module && (address < start || address >= end))
		symbol_module_init_text(module, &start, &end);
	size = min_t(size_t, size, end - address);
	site_read_text(bytes, address, size);
	return size;
}

/*
 * Two- and five-byte nops are what ftrace and jump labels leave; a five-byte call may be ftrace at
 * work.
 */
static bool is_patched_nop(const struct x86_insn *insn, unsigned long address)
{
	if (insn->attributes & X86_ATTR_NOP)
		return insn->length == 2 || insn->length == 5;
	return insn->flow == X86_FLOW_CALL && symbol_is_ftrace_site(address);
}

/* No compiler makes a jump that leads out of all text; it is gone when its owner takes it back. */
static bool is_foreign_jump(const struct x86_insn *insn, unsigned long address)
{
	u64 target;

	return insn->flow == X86_FLOW_JMP && x86_branch_target(insn, address, &target) &&
	       !symbol_is_text(target);
}

int site_check(const struct module *module, const struct owned *owned, unsigned long address,
	       struct site_verdict *verdict)
{
	struct x86_insn insn;
	size_t size;
	int reason = check_range(module, address);

	if (!reason)
		reason = owned_by(owned, address);
	if (reason)
		return reason;
	memset(verdict, 0, sizeof(*verdict));
	size = read_text(module, address, verdict->bytes, X86_MAX_LENGTH);
	reason = x86_decode(verdict->bytes, size, &insn);
	if (reason < 0)
		return reason;
	verdict->length = insn.length;
	if (is_patched_nop(&insn, address))
		return SITE_PATCHED_NOP;
	if (is_foreign_jump(&insn, address))
		return SITE_FOREIGN_JUMP;
	reason = x86_classify(&insn, &verdict->plan);
	if (reason)
		return reason;
	if (!x86_must_emulate(&verdict->plan) && symbol_has_exception_entry(address))
		return SITE_EXCEPTION_TABLE;
	return 0;
}

/* What a jump replaces besides the first instruction must be as free as that. */
static int check_span(const struct site_request *request, const struct owned *owned,
		      const u8 *bytes, const struct x86_span *span)
{
	struct x86_insn insn;
	unsigned int i;
	u64 target;

	if (span->count > 1 && request->clear < span->taken)
		return SITE_JUMP_ENTERED;
	for (i = 0; i < span->count; i++) {
		unsigned long address = request->address + span->at[i];
		int reason = owned_by(owned, address);

		if (reason)
			return reason;
		x86_decode(bytes + span->at[i], X86_MAX_LENGTH, &insn);
		if (is_patched_nop(&insn, address))
			return SITE_PATCHED_NOP;
		if (symbol_has_exception_entry(address))
			return SITE_EXCEPTION_TABLE;
	}
	if (span->jump && x86_branch_target(&insn, request->address, &target) &&
	    !symbol_is_return_thunk(target))
		return X86_LEAVES;
	return 0;
}

void site_check_jump(const struct site_request *request, const struct owned *owned,
		     struct site_verdict *verdict)
{
	u8 bytes[X86_SPAN_MAX] = {};
	struct x86_span span;
	size_t size = read_text(request->module, request->address, bytes, sizeof(bytes));
	int reason = x86_span(bytes, size, &span);

	if (!reason)
		reason = check_span(request, owned, bytes, &span);
	verdict->no_jump = reason;
	if (reason)
		return;
	verdict->taken = span.taken;
	memcpy(verdict->bytes, bytes, span.taken);
}

static void add_special(unsigned long start, int refusal)
{
	unsigned long size = 0, offset = 0, lookup = symbol_lookup("kallsyms_lookup_size_offset");

	if (!start || !lookup || special_count == ARRAY_SIZE(specials) ||
	    !symbol_call3(lookup, start, &size, &offset))
		return;
	specials[special_count++] = (struct special_range){start, start + size, refusal};
}

static void add_die_notifiers(void)
{
	struct atomic_notifier_head *chain = (void *)symbol_lookup("die_chain");
	unsigned long calls[DIE_NOTIFIERS_MAX];
	struct notifier_block *block;
	size_t i, count = 0;

	if (!chain)
		return;
	rcu_read_lock();
	block = rcu_dereference(chain->head);
	for (; block && count < DIE_NOTIFIERS_MAX; block = rcu_dereference(block->next))
		calls[count++] = (unsigned long)block->notifier_call;
	rcu_read_unlock();
	for (i = 0; i < count; i++)
		add_special(calls[i], SITE_BLACKLISTED);
}

static void find_specials(void)
{
	size_t i;

	special_count = 0;
	for (i = 0; i < ARRAY_SIZE(special_names); i++)
		add_special(symbol_lookup(special_names[i].name), special_names[i].refusal);
	add_die_notifiers();
}

int site_checks_start(void)
{
	find_specials();
	return owned_make(NULL, &kernel_owned);
}

void site_checks_stop(void)
{
	owned_free(kernel_owned);
	kernel_owned = NULL;
}
