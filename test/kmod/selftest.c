/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The driver's self-test: sites on one function or on all, from /proc/dtrace/selftest.
 *
 * Only in the build that test/kmod/build makes. Commands, one a write:
 *
 *	one NAME	make entry and return sites on this function of the kernel (off)
 *	all		.. on every function of the kernel and its modules
 *	on, off		enable or disable all that were made, in one commit
 *	clear		destroy them
 *	snapshot	keep a copy of the kernel's text
 *	compare		compare the text with the copy, byte by byte
 *	sum		a checksum of the kernel's text, without what the kernel patches itself
 *	busy, idle	let handlers call the kernel, which is full of sites itself; or not
 *	lidt CPU	give that CPU the kernel's own IDT, as a VM exit would
 *	storm		all CPUs call all others, interrupts off, at the same time
 *	contend		threads on all CPUs take one mutex, again and again
 *	twice		take a mutex twice (the kernel log gets a warning)
 *	stick CPU	that CPU spins with interrupts off, for 20 seconds at most
 *	unstick		.. no longer
 *	fail N		let the N-th allocation of the driver from now on fail; 0: none
 *
 * The module parameter fail= does the same from the start of the load on.
 *
 * A read tells what there is and what the last command found. A write fails with -EIO if the
 * command found something wrong. The handlers count, and check what they were handed.
 */
#include <linux/completion.h>
#include <linux/kthread.h>
#include <linux/sched/task_stack.h>
#include <linux/smp.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/timekeeping.h>
#include <linux/uaccess.h>
#include <linux/vmalloc.h>

#include "../linux/compat.h"
#include "../linux/function_scan.h"
#include "../linux/mutex.h"
#include "../linux/owned.h"
#include "../linux/site.h"
#include "../linux/site_internal.h"
#include "../linux/trap.h"
#include "../linux/xcall.h"
#include "test/kmod/selftest.h"

#define POINTS_MAX	  1024
#define SITE_REASON_CODES 128 /* refusals and reasons, negated */

struct tally {
	u64 hits[3]; /* by enum site_kind */
	u64 wrong_address, wrong_frame, wrong_depth, wrong_stack;
};
static DEFINE_PER_CPU(struct tally, tallies);

static int fail;
module_param(fail, int, 0400);
MODULE_PARM_DESC(fail, "which allocation of the driver fails, counted from 1");
static atomic_t allocations; /* since `fail` was set */
static bool has_failed;

/* Any context that allocates. See failing.h. */
bool selftest_allocation_fails(void)
{
	if (atomic_inc_return(&allocations) != READ_ONCE(fail))
		return false;
	has_failed = true;
	return true;
}

static int set_fail(const char *argument)
{
	int number, error = kstrtoint(argument, 10, &number);

	if (error)
		return error;
	atomic_set(&allocations, 0);
	has_failed = false;
	WRITE_ONCE(fail, number);
	return 0;
}

static DEFINE_MUTEX(busy); /* guards everything below */
static struct site **sites;
static u8 *originals; /* live byte of each before it was enabled */
static size_t site_count, site_room;
static size_t functions, by_reason[SCAN_REASONS], entry_reasons[SCAN_REASONS],
	return_reasons[SCAN_REASONS];
static size_t kind_counts[3], refused, unfulfilled;
static unsigned long example[SCAN_REASONS];
static u8 *snapshot;
static size_t differences, owned_differences, left_over;
static unsigned long first_difference;
static u64 scan_ns, create_ns, commit_ns, text_sum;
static unsigned int last_entry; /* offset of the entry site last made */

static bool handlers_busy;

/* What a D program does to the kernel at its worst: exported functions, some with a fault inside.
 */
static void call_kernel(void)
{
	unsigned long word;

	ktime_get_mono_fast_ns();
	copy_from_kernel_nofault(&word, (void *)~0xfffUL, sizeof(word));
	copy_from_user_nofault(&word, (void __user *)8, sizeof(word));
}

static void count_hit(struct site *site, struct pt_regs *regs)
{
	struct tally *tally = this_cpu_ptr(&tallies);
	enum site_kind kind = site_kind(site);

	tally->hits[kind]++;
	if (regs->ip != site_address(site) || site_data(site) != (void *)regs->ip)
		tally->wrong_address++;
	/* At an entry and at a return the stack pointer is at the return address. */
	if (!(*(unsigned long *)regs->sp >> 63))
		tally->wrong_frame++;
	if (READ_ONCE(handlers_busy) && !(tally->hits[kind] & 63))
		call_kernel();
	if (!site_in_handler())
		tally->wrong_depth++;
	if (object_is_on_stack(&tally)) /* of the thread: handlers have one of their own */
		tally->wrong_stack++;
}

static bool make_room(size_t more)
{
	size_t room = max(site_room * 2, site_count + more);
	struct site **grown;

	if (site_count + more <= site_room)
		return true;
	grown = vzalloc(room * sizeof(*grown));
	if (!grown)
		return false;
	if (sites)
		memcpy(grown, sites, site_count * sizeof(*sites));
	vfree(sites);
	sites = grown;
	site_room = room;
	return true;
}

static int create(struct site_request *requests, size_t count)
{
	u64 start = ktime_get_mono_fast_ns();
	size_t i;

	if (!make_room(count))
		return -ENOMEM;
	site_create(requests, count);
	for (i = 0; i < count; i++) {
		if (requests[i].reason) {
			refused++;
			pr_info("refused %pS: %s\n", (void *)requests[i].address,
				site_reason(requests[i].reason));
			continue;
		}
		kind_counts[requests[i].kind]++;
		sites[site_count++] = requests[i].site;
	}
	create_ns += ktime_get_mono_fast_ns() - start;
	return 0;
}

static struct site_request request(unsigned long address, struct module *module,
				   enum site_kind kind, unsigned int clear)
{
	return (struct site_request){
		.address = address,
		.module = module,
		.kind = kind,
		.clear = clear,
		.handler = count_hit,
		.data = (void *)address,
	};
}

struct work {
	struct module *module;
	struct symbol_table *table;
	struct scan_context *context;
	struct scan_point points[POINTS_MAX];
	struct site_request requests[POINTS_MAX + 1];
	size_t count;
};

static void note_reasons(const struct function_scan *scan, unsigned long address)
{
	functions++;
	by_reason[scan->reason]++;
	if (!example[scan->reason])
		example[scan->reason] = address;
	if (scan->reason)
		return;
	entry_reasons[scan->entry_reason]++;
	return_reasons[scan->return_reason]++;
	if (!example[scan->entry_reason])
		example[scan->entry_reason] = address;
	if (!example[scan->return_reason])
		example[scan->return_reason] = address;
}

static int do_function(struct work *work, const struct symbol_function *function)
{
	struct function_scan scan = {.points = work->points, .room = POINTS_MAX};
	u64 start = ktime_get_mono_fast_ns();
	unsigned int i;

	scan_function(work->context, function, &scan);
	scan_ns += ktime_get_mono_fast_ns() - start;
	note_reasons(&scan, function->address);
	if (scan.reason)
		return 0;
	work->count = 0;
	last_entry = scan.entry;
	if (!scan.entry_reason)
		work->requests[work->count++] = request(function->address + scan.entry,
							work->module, SITE_ENTRY, scan.clear);
	for (i = 0; i < min_t(unsigned int, scan.count, POINTS_MAX); i++)
		if (scan.points[i].kind == SCAN_POINT_RETURN)
			work->requests[work->count++] =
				request(function->address + scan.points[i].offset, work->module,
					SITE_RETURN, 0);
	return create(work->requests, work->count);
}

/* Functions of the kernel (NULL) or a module: that one name, or all. */
static int do_functions(struct module *module, void *name)
{
	struct work *work = vzalloc(sizeof(*work));
	size_t i;
	int error = -ENOMEM;

	if (!work)
		return -ENOMEM;
	work->module = module;
	error = symbol_table_make(module, &work->table);
	if (error)
		goto no_table;
	error = scan_open(module, work->table, &work->context);
	if (error)
		goto no_context;
	for (i = 0; i < work->table->count && !error; i++) {
		const struct symbol_function *function = &work->table->functions[i];

		if (i && function->address == function[-1].address)
			continue;
		if (!name || !strcmp(symbol_name(work->table, function), name))
			error = do_function(work, function);
		cond_resched();
	}
	scan_close(work->context);
no_context:
	symbol_table_free(work->table);
no_table:
	vfree(work);
	/* A module without functions. */
	return error == -ENOENT && module ? 0 : error;
}

/* By address, because the name may be the second of two. */
static int do_one(const char *name)
{
	struct symbol_table *table;
	const struct symbol_function *function;
	size_t before = site_count;
	int error = symbol_table_make(NULL, &table);

	if (error)
		return error;
	function = symbol_table_named(table, name);
	if (function)
		function = symbol_table_find(table, function->address);
	error = function ? do_functions(NULL, (void *)symbol_name(table, function)) : -ENOENT;
	symbol_table_free(table);
	return error ?: site_count > before ? 0 : -EIO;
}

static int do_all(void)
{
	int error = do_functions(NULL, NULL);

	return error ?: symbol_each_module(do_functions, NULL);
}

static void keep_originals(void)
{
	size_t i;

	vfree(originals);
	originals = vmalloc(max_t(size_t, site_count, 1));
	for (i = 0; originals && i < site_count; i++)
		originals[i] = *(u8 *)site_address(sites[i]);
}

static int switch_all(bool on)
{
	u64 start;
	size_t i;
	int result;

	if (on)
		keep_originals();
	for (i = 0; i < site_count; i++)
		(on ? site_enable : site_disable)(sites[i]);
	start = ktime_get_mono_fast_ns();
	result = site_commit();
	commit_ns = ktime_get_mono_fast_ns() - start;
	unfulfilled = result;
	left_over = 0;
	for (i = 0; !on && originals && i < site_count; i++)
		left_over += *(u8 *)site_address(sites[i]) != originals[i];
	return result || left_over ? -EIO : 0;
}

static int clear(void)
{
	unsigned int cpu;

	site_destroy(sites, site_count);
	vfree(sites);
	vfree(originals);
	sites = NULL;
	originals = NULL;
	site_count = site_room = functions = refused = unfulfilled = 0;
	scan_ns = create_ns = commit_ns = 0;
	memset(by_reason, 0, sizeof(by_reason));
	memset(entry_reasons, 0, sizeof(entry_reasons));
	memset(return_reasons, 0, sizeof(return_reasons));
	memset(kind_counts, 0, sizeof(kind_counts));
	memset(example, 0, sizeof(example));
	for_each_possible_cpu(cpu)
		memset(per_cpu_ptr(&tallies, cpu), 0, sizeof(struct tally));
	return 0;
}

static int take_snapshot(void)
{
	unsigned long start, end;

	symbol_kernel_text(&start, &end);
	vfree(snapshot);
	snapshot = vmalloc(end - start);
	if (!snapshot)
		return -ENOMEM;
	memcpy(snapshot, (void *)start, end - start);
	return 0;
}

/* Is this byte, or one of the few before it, the start of something that the kernel patches itself?
 */
static bool is_owned(unsigned long address)
{
	unsigned int back;

	for (back = 0; back < 5; back++)
		if (owned_by(site_kernel_owned(), address - back))
			return true;
	return false;
}

static int compare(void)
{
	unsigned long start, end, address;

	if (!snapshot)
		return -EINVAL;
	symbol_kernel_text(&start, &end);
	differences = owned_differences = 0;
	for (address = start; address < end; address++) {
		if (*(u8 *)address == snapshot[address - start])
			continue;
		if (is_owned(address)) {
			owned_differences++;
			continue;
		}
		if (!differences++)
			first_difference = address;
	}
	return differences ? -EIO : 0;
}

static void blank(unsigned long address, void *data)
{
	unsigned long start, end;

	symbol_kernel_text(&start, &end);
	if (address >= start && address + 5 <= end)
		memset(data + (address - start), 0, 5);
}

/* FNV-1a. */
static int checksum(void)
{
	unsigned long start, end;
	size_t i;
	int error = take_snapshot();

	if (error)
		return error;
	symbol_kernel_text(&start, &end);
	owned_each(site_kernel_owned(), blank, snapshot);
	text_sum = 0xcbf29ce484222325;
	for (i = 0; i < end - start; i++)
		text_sum = (text_sum ^ snapshot[i]) * 0x100000001b3;
	vfree(snapshot);
	snapshot = NULL;
	return 0;
}

static void forget_private_table(void *table)
{
	asm volatile("lidt %0" : : "m"(*(char(*)[10])table));
}

/* The kernel's table is where the cpu_entry_area starts. */
static int give_kernel_table(const char *argument)
{
	struct {
		u16 limit;
		unsigned long base;
	} __packed table = {0xfff, CPU_ENTRY_AREA_BASE};
	unsigned int cpu;

	if (kstrtouint(argument, 10, &cpu))
		return -EINVAL;
	return xcall(cpu, forget_private_table, &table);
}

/* --- a CPU that is stuck -------------------------------------------------------------------- */

#define STUCK_MAX (20ull * NSEC_PER_SEC)

static bool stuck;

/* By name in the stack that an NMI shows of it. */
static noinline void selftest_spin(void)
{
	u64 start = ktime_get_mono_fast_ns();

	while (READ_ONCE(stuck) && ktime_get_mono_fast_ns() - start < STUCK_MAX)
		cpu_relax();
}

static void be_stuck(void *unused)
{
	selftest_spin();
	WRITE_ONCE(stuck, false);
}

static DEFINE_PER_CPU(call_single_data_t, stuck_call);

static int stick(const char *argument)
{
	unsigned int cpu;

	if (kstrtouint(argument, 10, &cpu) || cpu >= nr_cpu_ids || !cpu_online(cpu) ||
	    READ_ONCE(stuck))
		return -EINVAL;
	WRITE_ONCE(stuck, true);
	compat_init_csd(per_cpu_ptr(&stuck_call, cpu), be_stuck, NULL);
	return smp_call_function_single_async(cpu, per_cpu_ptr(&stuck_call, cpu));
}

static int unstick(void)
{
	WRITE_ONCE(stuck, false);
	return 0;
}

/* --- threads on all CPUs ------------------------------------------------------------------------
 */

#define ROUNDS 2000

static struct dt_mutex contended;
static unsigned long guarded; /* by `contended`, and not atomic on purpose */
static atomic_t answered, running;
static DECLARE_COMPLETION(all_done);

static void answer(void *unused)
{
	atomic_inc(&answered);
}

static int call_others(void *unused)
{
	unsigned long flags;
	unsigned int cpu, i;

	for (i = 0; i < ROUNDS; i++) {
		local_irq_save(flags);
		for_each_online_cpu(cpu)
			xcall(cpu, answer, NULL);
		local_irq_restore(flags);
		cond_resched();
	}
	if (atomic_dec_and_test(&running))
		complete(&all_done);
	return 0;
}

static int take_and_give(void *unused)
{
	unsigned int i;

	for (i = 0; i < ROUNDS; i++) {
		unsigned long seen;

		dt_mutex_lock(&contended);
		seen = READ_ONCE(guarded);
		if (!(i & 15))
			xcall_synchronize();
		WRITE_ONCE(guarded, seen + 1);
		dt_mutex_unlock(&contended);
		cond_resched();
	}
	if (atomic_dec_and_test(&running))
		complete(&all_done);
	return 0;
}

/* Two threads on each CPU; returns how many there were. */
static unsigned int run_everywhere(int (*function)(void *))
{
	unsigned int cpu, i, count = 0;

	reinit_completion(&all_done);
	atomic_set(&running, 1);
	for_each_online_cpu(cpu) {
		for (i = 0; i < 2; i++) {
			struct task_struct *thread =
				kthread_create(function, NULL, "selftest/%u", cpu);

			if (IS_ERR(thread))
				continue;
			kthread_bind(thread, cpu);
			atomic_inc(&running);
			count++;
			wake_up_process(thread);
		}
	}
	if (!atomic_dec_and_test(&running))
		wait_for_completion(&all_done);
	return count;
}

static int storm(void)
{
	unsigned int threads;

	atomic_set(&answered, 0);
	threads = run_everywhere(call_others);
	return atomic_read(&answered) == threads * ROUNDS * num_online_cpus() ? 0 : -EIO;
}

static int contend(void)
{
	unsigned int threads;

	guarded = 0;
	threads = run_everywhere(take_and_give);
	return guarded == (unsigned long)threads * ROUNDS ? 0 : -EIO;
}

static int take_twice(void)
{
	dt_mutex_lock(&contended);
	dt_mutex_lock(&contended);
	dt_mutex_unlock(&contended);
	if (!dt_mutex_held(&contended))
		return -EIO;
	dt_mutex_unlock(&contended);
	return dt_mutex_held(&contended) || contended.recursions != 1 ? -EIO : 0;
}

static int make_busy(bool on)
{
	WRITE_ONCE(handlers_busy, on);
	return 0;
}

static const struct {
	const char *name;
	int (*run)(void);
} plain_commands[] = {
	{"all", do_all},      {"clear", clear},	     {"snapshot", take_snapshot},
	{"compare", compare}, {"sum", checksum},     {"storm", storm},
	{"contend", contend}, {"twice", take_twice}, {"unstick", unstick},
};

static int command(char *line)
{
	char *argument = strchr(line, ' ');
	size_t i;

	if (argument)
		*argument++ = 0;
	if (!strcmp(line, "one") && argument)
		return do_one(argument);
	for (i = 0; i < ARRAY_SIZE(plain_commands); i++)
		if (!strcmp(line, plain_commands[i].name))
			return plain_commands[i].run();
	if (!strcmp(line, "on") || !strcmp(line, "off"))
		return switch_all(!strcmp(line, "on"));
	if (!strcmp(line, "busy") || !strcmp(line, "idle"))
		return make_busy(!strcmp(line, "busy"));
	if (!strcmp(line, "fail") && argument)
		return set_fail(argument);
	if (!strcmp(line, "stick") && argument)
		return stick(argument);
	if (!strcmp(line, "lidt") && argument)
		return give_kernel_table(argument);
	return -EINVAL;
}

static ssize_t selftest_write(struct file *file, const char __user *from, size_t size, loff_t *at)
{
	char line[128] = "";
	int error;

	if (size >= sizeof(line) || copy_from_user(line, from, size))
		return -EINVAL;
	mutex_lock(&busy);
	error = command(strim(line));
	mutex_unlock(&busy);
	return error ?: size;
}

static void show_reasons(struct seq_file *seq, const char *what, const size_t *counts)
{
	size_t i;

	for (i = 0; i < SCAN_REASONS; i++)
		if (counts[i])
			seq_printf(seq, "%s %6zu  %s, e.g. %pS\n", what, counts[i], scan_reason(i),
				   (void *)example[i]);
}

/* How the sites stand in the text, and of breakpoints why they are no jumps. */
static void show_forms(struct seq_file *seq)
{
	static size_t by_form[SITE_FORM_JUMP + 1], by_reason_code[SITE_REASON_CODES];
	size_t i;
	int why;

	memset(by_form, 0, sizeof(by_form));
	memset(by_reason_code, 0, sizeof(by_reason_code));
	for (i = 0; i < site_count; i++) {
		enum site_form form = site_form(sites[i], &why);

		by_form[form]++;
		if (form == SITE_FORM_INT3 && -why < SITE_REASON_CODES)
			by_reason_code[-why]++;
	}
	seq_printf(seq, "form-int3 %zu\nform-becoming %zu\nform-jump %zu\n",
		   by_form[SITE_FORM_INT3], by_form[SITE_FORM_BECOMING], by_form[SITE_FORM_JUMP]);
	for (i = 0; i < SITE_REASON_CODES; i++)
		if (by_reason_code[i])
			seq_printf(seq, "int3     %6zu  %s\n", by_reason_code[i],
				   site_reason(-(int)i));
}

static int show(struct seq_file *seq, void *unused)
{
	struct site_totals totals;
	struct tally sum = {};
	unsigned int cpu, i;

	for_each_possible_cpu(cpu) {
		struct tally *tally = per_cpu_ptr(&tallies, cpu);

		for (i = 0; i < 3; i++)
			sum.hits[i] += tally->hits[i];
		sum.wrong_address += tally->wrong_address;
		sum.wrong_frame += tally->wrong_frame;
		sum.wrong_depth += tally->wrong_depth;
		sum.wrong_stack += tally->wrong_stack;
	}
	seq_printf(seq, "functions %zu\nentries %zu\nreturns %zu\nrefused %zu\nunfulfilled %zu\n",
		   functions, kind_counts[SITE_ENTRY], kind_counts[SITE_RETURN], refused,
		   unfulfilled);
	seq_printf(
		seq,
		"entry-hits %llu\nreturn-hits %llu\nwrong-address %llu\nwrong-frame %llu\nwrong-depth %llu\nwrong-stack %llu\n",
		sum.hits[SITE_ENTRY], sum.hits[SITE_RETURN], sum.wrong_address, sum.wrong_frame,
		sum.wrong_depth, sum.wrong_stack);
	seq_printf(seq, "allocations %d\nhas-failed %d\n", atomic_read(&allocations), has_failed);
	seq_printf(seq, "text-sum %llx\nlast-entry %u\n", text_sum, last_entry);
	seq_printf(seq, "differences %zu\nowned-differences %zu\nleft-over %zu\n", differences,
		   owned_differences, left_over);
	seq_printf(seq, "scan-ns %llu\ncreate-ns %llu\ncommit-ns %llu\n", scan_ns, create_ns,
		   commit_ns);
	site_totals(&totals);
	seq_printf(seq, "places %zu\narmed-now %zu\n", totals.places, totals.armed);
	if (differences)
		seq_printf(seq, "first-difference %pS\n", (void *)first_difference);
	show_reasons(seq, "function", by_reason);
	show_reasons(seq, "entry   ", entry_reasons);
	show_reasons(seq, "returns ", return_reasons);
	mutex_lock(&busy);
	show_forms(seq);
	mutex_unlock(&busy);
	return 0;
}

static int selftest_open(struct inode *inode, struct file *file)
{
	return single_open(file, show, NULL);
}

static const struct proc_ops selftest_ops = {
	.proc_open = selftest_open,
	.proc_read = seq_read,
	.proc_lseek = seq_lseek,
	.proc_release = single_release,
	.proc_write = selftest_write,
};

int selftest_start(void)
{
	dt_mutex_init(&contended, "selftest");
	if (proc_create("dtrace/selftest", 0600, NULL, &selftest_ops))
		return 0;
	dt_mutex_destroy(&contended);
	return -ENOMEM;
}

void selftest_stop(void)
{
	remove_proc_entry("dtrace/selftest", NULL);
	clear();
	vfree(snapshot);
	dt_mutex_destroy(&contended);
}
