/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The trap sources behind one interface, and the choice between them.
 *
 *	idt	While a site is armed every CPU runs on a copy of the kernel's IDT whose vector 3
 *		is ours. The copy is refreshed before the first CPU loads it, and never written
 *		while one uses it.
 *	gate	The low eight bytes of vector 3 in the kernel's own table, by one aligned store
 *		through an alias.
 *	notifier	The kernel's exc_int3 calls us through the die chain: dearest, but needs
 *		no IDT (FRED, Xen PV).
 *
 * Behind `idt` the notifier is registered as a backstop: something may give a CPU the kernel's
 * IDT back (a VM exit does), and a breakpoint of ours must not oops then.
 *
 * Invariant: while a breakpoint of ours is in the text, every CPU that is up delivers it to
 * site_trap(). trap_on and trap_off run in thread context under site.c's lock; trap_entry and
 * the notifier in probe context.
 */
#include <linux/gfp.h>
#include <linux/kdebug.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/preempt.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <asm/cpufeature.h>
#include <asm/desc_defs.h>
#include <asm/special_insns.h>
#include <asm/trapnr.h>

#include "compat.h"
#include "patch.h"
#include "proc.h"
#include "site.h"
#include "symbols.h"
#include "trap.h"
#include "trap_map.h"
#include "xcall.h"

static char *trap = "auto";
module_param(trap, charp, 0400);
MODULE_PARM_DESC(trap, "how breakpoints reach the driver: auto, idt, gate or notifier");

struct table_pointer {
	u16 limit;
	unsigned long base;
} __packed;

struct trap_source {
	const char *name;
	int (*prepare)(void); /* once; says in the log why it cannot */
	void (*release)(void);
	int (*on)(void);
	void (*off)(void);
	bool stub; /* needs an IDT with the stub in it */
	bool avoids_blacklist;
};

/* stub.S */
extern void trap_stub(void);
extern const unsigned long trap_stub_jump; /* address of its final jmp rel32 */
asmlinkage __visible bool trap_entry(struct pt_regs *regs);

static const struct trap_source *source;
static bool is_on;
static bool chosen_by_name; /* trap= was not auto */

static struct table_pointer kernel_table; /* what this CPU had when we came */
static gate_desc kernel_gate;		  /* its vector 3 */
static struct table_pointer private_table;
static gate_desc *private_gates; /* the same memory, writable */

static DEFINE_PER_CPU(u64, backstop_hits);

static struct table_pointer current_table(void)
{
	struct table_pointer table;

	asm volatile("sidt %0" : "=m"(table));
	return table;
}

static void load_table(const struct table_pointer *table)
{
	asm volatile("lidt %0" : : "m"(*table));
}

bool trap_entry(struct pt_regs *regs)
{
	return site_trap(regs);
}

/* --- the notifier, as a source and as the backstop ---------------------------------------- */

static bool is_private(const struct table_pointer *table)
{
	return private_table.base && table->base == private_table.base;
}

/*
 * A breakpoint came through the kernel's handler although `idt` is on: give this CPU our table
 * back.
 */
static void take_back(unsigned long address)
{
	struct table_pointer table = current_table();

	if (!READ_ONCE(is_on) || !private_table.base || is_private(&table))
		return;
	load_table(&private_table);
	this_cpu_inc(backstop_hits);
	proc_event(PROC_EVENT_BACKSTOP, address, 0);
}

static int on_die(struct notifier_block *block, unsigned long what, void *data)
{
	struct die_args *die = data;
	unsigned long address;

	if (what != DIE_INT3 || user_mode(die->regs))
		return NOTIFY_DONE;
	address = die->regs->ip - 1;
	if (!site_trap(die->regs))
		return NOTIFY_DONE;
	take_back(address);
	return NOTIFY_STOP;
}

static struct notifier_block die_block = {.notifier_call = on_die, .priority = INT_MAX};

static int prepare_notifier(void)
{
	return register_die_notifier(&die_block);
}

static void release_notifier(void)
{
	unregister_die_notifier(&die_block);
}

static int nothing_to_switch(void)
{
	return 0;
}

static void nothing_to_switch_back(void)
{
}

/* --- what both IDT sources need -------------------------------------------------------------- */

static u64 gate_low(const gate_desc *gate)
{
	u64 low;

	memcpy(&low, gate, sizeof(low));
	return low;
}

/*
 * The same gate with another offset; only the low half, the caller has seen that the high halves
 * agree.
 */
static u64 gate_low_with(const gate_desc *gate, unsigned long address)
{
	gate_desc changed = *gate;

	changed.offset_low = (u16)address;
	changed.offset_middle = (u16)(address >> 16);
	return gate_low(&changed);
}

static int read_kernel_table(void)
{
	const gate_desc *gates;

	kernel_table = current_table();
	if (kernel_table.limit < (X86_TRAP_BP + 1) * sizeof(gate_desc) - 1) {
		pr_err("the IDT of this kernel has no vector 3 (limit %#x)\n", kernel_table.limit);
		return -ENODEV;
	}
	gates = (const gate_desc *)kernel_table.base;
	kernel_gate = gates[X86_TRAP_BP];
	if (!symbol_in_kernel_text(gate_offset(&kernel_gate))) {
		pr_err("vector 3 does not point to the kernel's text (%p): something has hooked it\n",
		       (void *)gate_offset(&kernel_gate));
		return -EBUSY;
	}
	if (gate_offset(&kernel_gate) >> 32 != (unsigned long)trap_stub >> 32) {
		pr_err("kernel and module text are too far apart for a gate\n");
		return -ERANGE;
	}
	return 0;
}

/* Write the distance of the stub's final jump to the kernel's handler. */
static int aim_stub(void)
{
	unsigned long field = trap_stub_jump + 1;
	s32 distance = gate_offset(&kernel_gate) - (field + sizeof(distance));

	return patch_own_text(field, &distance, sizeof(distance));
}

static int prepare_stub(void)
{
	int error = read_kernel_table();

	if (!error)
		error = aim_stub();
	return error ?: trap_map_stub((unsigned long)trap_stub);
}

/* --- idt -----------------------------------------------------------------------------------------
 */

static void free_private_table(void)
{
	trap_unmap_table();
	free_page((unsigned long)private_gates);
	private_gates = NULL;
	private_table.base = 0;
}

static int prepare_idt(void)
{
	int error = prepare_stub();

	if (error)
		return error;
	error = -ENOMEM;
	private_gates = (gate_desc *)get_zeroed_page(GFP_KERNEL);
	if (!private_gates)
		goto no_page;
	private_table.limit = PAGE_SIZE - 1;
	private_table.base = trap_map_table(virt_to_page(private_gates));
	if (!private_table.base) {
		pr_err("no free place beside the cpu_entry_area for a private IDT\n");
		goto no_place;
	}
	error = register_die_notifier(&die_block);
	if (error)
		goto no_place;
	return 0;

no_place:
	free_private_table();
no_page:
	trap_unmap_stub();
	return error;
}

static void release_idt(void)
{
	unregister_die_notifier(&die_block);
	free_private_table();
	trap_unmap_stub();
}

static void load_private(void *unused)
{
	load_table(&private_table);
}

static void load_kernel(void *unused)
{
	struct table_pointer table = current_table();

	if (is_private(&table))
		load_table(&kernel_table);
}

static int idt_on(void)
{
	u64 low = gate_low_with(&kernel_gate, (unsigned long)trap_stub);

	memcpy(private_gates, (void *)kernel_table.base, kernel_table.limit + 1);
	memcpy(&private_gates[X86_TRAP_BP], &low, sizeof(low));
	WRITE_ONCE(is_on, true);
	xcall_all(load_private, NULL);
	return 0;
}

static void idt_off(void)
{
	WRITE_ONCE(is_on, false);
	xcall_all(load_kernel, NULL);
}

/*
 * --- gate
 * ------------------------------------------------------------------------------------------
 */

/* One aligned store; the processor reads a gate as two eight-byte halves and the other half stays.
 */
static int write_gate(u64 low)
{
	unsigned long address = kernel_table.base + X86_TRAP_BP * sizeof(gate_desc);
	u64 *alias = patch_map(address, sizeof(low));

	if (!alias)
		return -ENOMEM;
	WRITE_ONCE(*alias, low);
	patch_unmap(alias);
	xcall_synchronize();
	return 0;
}

static int gate_on(void)
{
	return write_gate(gate_low_with(&kernel_gate, (unsigned long)trap_stub));
}

/*
 * Without memory for the alias the gate stays ours until the next try: it passes foreign
 * breakpoints on.
 */
static void gate_off(void)
{
	while (write_gate(gate_low(&kernel_gate)))
		cond_resched();
}

/*
 * --- choice
 * ------------------------------------------------------------------------------------------
 */

static const struct trap_source sources[] = {
	{"idt", prepare_idt, release_idt, idt_on, idt_off, true, true},
	{"gate", prepare_stub, trap_unmap_stub, gate_on, gate_off, true, false},
	{"notifier", prepare_notifier, release_notifier, nothing_to_switch, nothing_to_switch_back,
	 false, true},
};
#define SOURCE_IDT	(&sources[0])
#define SOURCE_GATE	(&sources[1])
#define SOURCE_NOTIFIER (&sources[2])

/* A kernel whose breakpoints do not come through an IDT that we may write; a reason, or NULL. */
static const char *no_usable_idt(void)
{
	if (__read_cr4() & COMPAT_CR4_FRED)
		return "FRED delivers events without an IDT on this machine";
	if (boot_cpu_has(X86_FEATURE_XENPV))
		return "Xen PV owns the IDT";
	return NULL;
}

static int is_kvm_intel(struct module *module, void *unused)
{
	return !strcmp(module->name, "kvm_intel");
}

bool trap_idt_is_reloaded(void)
{
	return symbol_each_module(is_kvm_intel, NULL) > 0;
}

static const struct trap_source *choose(void)
{
	if (no_usable_idt())
		return SOURCE_NOTIFIER;
	return trap_idt_is_reloaded() ? SOURCE_GATE : SOURCE_IDT;
}

static const struct trap_source *named(const char *name)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(sources); i++)
		if (!strcmp(sources[i].name, name))
			return &sources[i];
	return NULL;
}

static int check_choice(const struct trap_source *wanted)
{
	const char *reason = no_usable_idt();

	if (wanted->stub && reason) {
		pr_err("trap=%s cannot work here: %s; use trap=auto or trap=notifier\n",
		       wanted->name, reason);
		return -ENODEV;
	}
	if (wanted == SOURCE_IDT && trap_idt_is_reloaded()) {
		pr_err("trap=idt cannot work while kvm_intel is loaded (VM exits reload the kernel's IDT); use trap=auto or trap=gate\n");
		return -EBUSY;
	}
	return 0;
}

static int show_idt(struct seq_file *seq, void *unused);

int trap_start(void)
{
	const struct trap_source *wanted = named(trap);
	int error;

	chosen_by_name = wanted;
	if (!wanted && strcmp(trap, "auto")) {
		pr_err("trap=%s is not a trap source; use auto, idt, gate or notifier\n", trap);
		return -EINVAL;
	}
	if (!wanted)
		wanted = choose();
	error = check_choice(wanted);
	if (!error)
		error = wanted->prepare();
	if (error)
		return error;
	source = wanted;
	error = proc_file_add("idt", show_idt);
	if (error) {
		source->release();
		source = NULL;
	}
	return error;
}

void trap_stop(void)
{
	proc_file_remove("idt");
	trap_off();
	/* No CPU may still be in the stub, or in the notifier, when they go. */
	xcall_synchronize();
	source->release();
	source = NULL;
}

int trap_on(void)
{
	int error;

	if (is_on)
		return 0;
	error = source->on();
	if (error)
		return error;
	WRITE_ONCE(is_on, true);
	proc_event(PROC_EVENT_TRAP_ON, source - sources, 0);
	return 0;
}

void trap_off(void)
{
	if (!is_on)
		return;
	source->off();
	WRITE_ONCE(is_on, false);
	proc_event(PROC_EVENT_TRAP_OFF, source - sources, 0);
}

const char *trap_source_name(void)
{
	return source->name;
}

bool trap_avoids_blacklist(void)
{
	return source->avoids_blacklist;
}

u64 trap_backstop_hits(unsigned int cpu)
{
	return per_cpu(backstop_hits, cpu);
}

/*
 * The stub and its mapping serve both sources; only the private table and the backstop go. With all
 * sites suspended no breakpoint is in the text and every CPU has the kernel's table.
 */
static void leave_idt(void)
{
	sites_suspend();
	unregister_die_notifier(&die_block);
	free_private_table();
	WRITE_ONCE(source, SOURCE_GATE);
	sites_resume();
	pr_notice("%s: breakpoints now come through the kernel's own gate\n",
		  chosen_by_name ? "trap=idt cannot stay with kvm_intel" : "kvm_intel loaded");
}

void trap_leave_idt(void)
{
	static DEFINE_MUTEX(leaving); /* the module notifier and our own start may both want to */

	mutex_lock(&leaving);
	if (source == SOURCE_IDT)
		leave_idt();
	mutex_unlock(&leaving);
}

/*
 * --- /proc/dtrace/idt
 * -------------------------------------------------------------------------------
 */

static void read_table(void *to)
{
	*(struct table_pointer *)to = current_table();
}

static void show_gate(struct seq_file *seq, unsigned int vector, const gate_desc *gate)
{
	unsigned long handler = gate_offset(gate);

	if (!gate->bits.p)
		return;
	seq_printf(seq, "  %3u  %s dpl %u ist %u  %pS%s\n", vector,
		   gate->bits.type == GATE_TRAP ? "trap     " : "interrupt", gate->bits.dpl,
		   gate->bits.ist, (void *)handler,
		   handler == (unsigned long)trap_stub ? "  (ours)" : "");
}

static void show_table(struct seq_file *seq, const struct table_pointer *table)
{
	const gate_desc *gates = (const gate_desc *)table->base;
	unsigned int i, count = min_t(unsigned int, 256, (table->limit + 1) / sizeof(*gates));
	gate_desc gate;

	/* The table may be unmapped meanwhile (trap_leave_idt). */
	for (i = 0; i < count; i++)
		if (!copy_from_kernel_nofault(&gate, &gates[i], sizeof(gate)))
			show_gate(seq, i, &gate);
}

/* A table that several CPUs use is listed once, under the first of them. */
static int show_idt(struct seq_file *seq, void *unused)
{
	struct table_pointer table, shown = {};
	unsigned int cpu;

	seq_printf(seq, "source %s\n", source->name);
	for_each_possible_cpu(cpu) {
		if (xcall(cpu, read_table, &table)) {
			seq_printf(seq, "cpu %u  down\n", cpu);
			continue;
		}
		seq_printf(seq, "cpu %u  base %#lx  limit %#x  %s%s\n", cpu, table.base,
			   table.limit, is_private(&table) ? "private" : "kernel's",
			   table.base == shown.base ? ", as above" : "");
		if (table.base != shown.base && !no_usable_idt())
			show_table(seq, &table);
		shown = table;
	}
	return 0;
}
