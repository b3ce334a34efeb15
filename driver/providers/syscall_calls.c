/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Which system calls this kernel has, found by the names of their functions, and where each is
 * entered and left.
 *
 * A third of the entry functions end in a jump to the function that does the work. The call then
 * returns where that one returns, which other code may call as well. Such a return belongs to
 * the call if it leads straight back to the kernel's dispatcher, and if the thread's call number is
 * this call's. Numbers are known from the kernel's own tables, at compile time.
 */
#include <linux/compat.h>
#include <linux/kallsyms.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/sched/task_stack.h>
#include <linux/slab.h>
#include <linux/stringhash.h>
#include <asm/syscall.h>

#include "../linux/function_scan.h"
#include "../linux/symbols.h"
#include "../x86/x86.h"
#include "syscall.h"

#define POINTS_MAX 512
#define TAILS_MAX 64 /* functions reached by jumps from one call */
#define BUCKETS 256

struct syscall *syscalls;
static struct syscall *buckets[BUCKETS];

/* --- numbers ---------------------------------------------------------------------------- */

#define __SYSCALL(number, symbol) [number] = #symbol,
#define __SYSCALL_NORETURN(number, symbol) [number] = #symbol,
#define __SYSCALL_WITH_COMPAT(number, native, compat) [number] = #compat,
/* 5.10 */
#define __SYSCALL_64(number, symbol) [number] = #symbol,
#define __SYSCALL_COMMON(number, symbol) [number] = #symbol,
#define __SYSCALL_X32(number, symbol)
#define __SYSCALL_I386(number, symbol) [number] = #symbol,

static const char *const symbols_64[] = {
#include <asm/syscalls_64.h>
};

static const char *const symbols_ia32[] = {
#ifdef CONFIG_IA32_EMULATION
#include <asm/syscalls_32.h>
#endif
};

#define NUMBERS_64 ARRAY_SIZE(symbols_64)
#define NUMBERS_IA32 (sizeof(symbols_ia32) / sizeof(symbols_ia32[0]))

static struct syscall *numbers_64[NUMBERS_64];
static struct syscall *numbers_ia32[NUMBERS_IA32 + 1];

/* --- calls by name ----------------------------------------------------------------------------- */

static struct syscall **bucket_of(const char *name)
{
	return &buckets[full_name_hash(NULL, name, strlen(name)) % BUCKETS];
}

static struct syscall *find_call(const char *name)
{
	struct syscall *call;

	for (call = *bucket_of(name); call; call = call->same_bucket) {
		if (strcmp(call->name, name) == 0)
			return call;
	}
	return NULL;
}

static struct syscall *make_call(const char *name)
{
	struct syscall *call = find_call(name), **bucket = bucket_of(name);

	if (call)
		return call;
	call = kzalloc(sizeof(*call), GFP_KERNEL);
	if (!call)
		return NULL;
	strscpy(call->name, name, sizeof(call->name));
	call->entry.call = call->ret.call = call;
	site_group_init(&call->entry.group);
	site_group_init(&call->ret.group);
	call->same_bucket = *bucket;
	*bucket = call;
	call->next = syscalls;
	syscalls = call;
	return call;
}

static void set_numbers(const char *prefix, const char *const *symbols, size_t count,
			struct syscall **numbers)
{
	char symbol[KSYM_NAME_LEN], name[SYSCALL_NAME_MAX];
	enum syscall_abi abi;
	size_t i;

	for (i = 0; i < count; i++) {
		if (!symbols[i])
			continue;
		snprintf(symbol, sizeof(symbol), "%s%s", prefix, symbols[i]);
		if (syscall_user_name(symbol, name, &abi))
			numbers[i] = find_call(name);
	}
}

/* --- the dispatcher ------------------------------------------------------------------------------- */

static const char *const dispatchers[] = {
	"do_syscall_64",       "x64_sys_call",	       "x32_sys_call",
	"ia32_sys_call",       "do_int80_syscall_32",  "do_int80_emulation",
	"int80_emulation",     "do_fast_syscall_32",   "__do_fast_syscall_32",
	"do_syscall_32_irqs_on", "do_SYSENTER_32",
};

static struct {
	unsigned long start, size;
} dispatcher_text[ARRAY_SIZE(dispatchers)];

static void note_dispatcher(const char *name, const struct symbol_function *symbol)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(dispatchers); i++) {
		if (strcmp(name, dispatchers[i]) != 0)
			continue;
		dispatcher_text[i].start = symbol->address;
		dispatcher_text[i].size = symbol->size;
	}
}

static bool in_dispatcher(unsigned long address)
{
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(dispatchers); i++) {
		if (address - dispatcher_text[i].start < dispatcher_text[i].size)
			return true;
	}
	return false;
}

static const struct syscall *current_call(void)
{
	unsigned long number = task_pt_regs(current)->orig_ax;

	if (in_ia32_syscall()) {
		number = (u32)number;
		return number < NUMBERS_IA32 ? numbers_ia32[number] : NULL;
	}
	number &= ~(unsigned long)__X32_SYSCALL_BIT;
	return number < NUMBERS_64 ? numbers_64[number] : NULL;
}

const struct syscall *syscall_returning_to(unsigned long address)
{
	return in_dispatcher(address) ? current_call() : NULL;
}

/* --- functions of a call ---------------------------------------------------------------------------- */

struct finder {
	const struct symbol_table *table;
	struct scan_context *context;
	struct scan_point *points;
	/* functions of one call that are still to be looked at */
	const struct symbol_function *pending[TAILS_MAX];
	unsigned int pending_count;
};

static struct syscall_function *function_at(const struct syscall *call, unsigned long address)
{
	struct syscall_function *function;

	for (function = call->functions; function; function = function->next) {
		if (function->address == address)
			return function;
	}
	return NULL;
}

static struct syscall_function *make_function(const struct symbol_function *symbol,
					      const struct function_scan *scan)
{
	struct syscall_function *function;
	unsigned int i, count = min(scan->count, scan->room);

	function = kzalloc(struct_size(function, returns, scan->returns), GFP_KERNEL);
	if (!function)
		return NULL;
	function->address = symbol->address;
	function->has_entry = scan->entry_reason == SCAN_OK;
	function->entry = scan->entry;
	function->clear = scan->clear;
	for (i = 0; i < count; i++) {
		if (scan->points[i].kind == SCAN_POINT_RETURN)
			function->returns[function->return_count++] = scan->points[i].offset;
	}
	return function;
}

/* Where the jump at this address leads, if that is the start of a function of the kernel. */
static const struct symbol_function *jump_target(const struct finder *finder, unsigned long address)
{
	const struct symbol_function *symbol;
	u8 bytes[X86_MAX_LENGTH];
	struct x86_insn insn;
	u64 target;

	site_read_text(bytes, address, sizeof(bytes));
	if (x86_decode(bytes, sizeof(bytes), &insn) < 0 ||
	    !x86_branch_target(&insn, address, &target))
		return NULL;
	symbol = symbol_table_find(finder->table, target);
	return symbol && symbol->address == target ? symbol : NULL;
}

static void note_tails(struct finder *finder, const struct symbol_function *symbol,
		       const struct function_scan *scan)
{
	unsigned int i, count = min(scan->count, scan->room);

	for (i = 0; i < count && finder->pending_count < TAILS_MAX; i++) {
		const struct symbol_function *target;

		if (scan->points[i].kind != SCAN_POINT_TAIL)
			continue;
		target = jump_target(finder, symbol->address + scan->points[i].offset);
		if (target)
			finder->pending[finder->pending_count++] = target;
	}
}

/*
 * The bodies of calls are declared inline, and with that word the kernel takes the ftrace nop from what
 * the compiler leaves out of line. They are ordinary code, entered from nowhere else.
 */
static bool is_body(const char *name)
{
	return strncmp(name, "__do_sys_", 9) == 0 || strncmp(name, "__se_sys_", 9) == 0 ||
	       strncmp(name, "__do_compat_sys_", 16) == 0 ||
	       strncmp(name, "__se_compat_sys_", 16) == 0;
}

static int add_function(struct finder *finder, struct syscall *call,
			const struct symbol_function *symbol, enum syscall_abi abi, bool tail)
{
	struct function_scan scan = {
		.points = finder->points,
		.room = POINTS_MAX,
		.without_nop = tail && is_body(symbol_name(finder->table, symbol)),
	};
	struct syscall_function *function = function_at(call, symbol->address);

	if (function) {
		function->tail &= tail;
		return 0;
	}
	scan_function(finder->context, symbol, &scan);
	if (scan.reason != SCAN_OK)
		return 0;
	function = make_function(symbol, &scan);
	if (!function)
		return -ENOMEM;
	function->call = call;
	function->abi = abi;
	function->tail = tail;
	function->next = call->functions;
	call->functions = function;
	note_tails(finder, symbol, &scan);
	return 0;
}

/* The function and all it jumps to at its end. */
static int add_functions(struct finder *finder, const char *name, enum syscall_abi abi,
			 const struct symbol_function *symbol)
{
	struct syscall *call = make_call(name);
	int error;

	if (!call)
		return -ENOMEM;
	finder->pending_count = 0;
	error = add_function(finder, call, symbol, abi, false);
	while (!error && finder->pending_count)
		error = add_function(finder, call, finder->pending[--finder->pending_count], abi,
				     true);
	return error;
}

static int look_at_symbols(struct finder *finder)
{
	char name[SYSCALL_NAME_MAX];
	enum syscall_abi abi;
	size_t i;
	int error = 0;

	for (i = 0; i < finder->table->count && !error; i++) {
		const struct symbol_function *symbol = &finder->table->functions[i];
		const char *text = symbol_name(finder->table, symbol);

		if (syscall_user_name(text, name, &abi))
			error = add_functions(finder, name, abi, symbol);
		else
			note_dispatcher(text, symbol);
	}
	return error;
}

static int find_with_table(struct symbol_table *table)
{
	struct finder *finder = kzalloc(sizeof(*finder), GFP_KERNEL);
	int error = -ENOMEM;

	if (!finder)
		return error;
	finder->table = table;
	finder->points = kvcalloc(POINTS_MAX, sizeof(*finder->points), GFP_KERNEL);
	if (finder->points)
		error = scan_open(NULL, table, &finder->context);
	if (!error) {
		error = look_at_symbols(finder);
		scan_close(finder->context);
	}
	kvfree(finder->points);
	kfree(finder);
	return error;
}

int syscalls_find(void)
{
	struct symbol_table *table;
	int error = symbol_table_make(NULL, &table);

	if (error)
		return error;
	error = find_with_table(table);
	symbol_table_free(table);
	if (error)
		syscalls_free();
	set_numbers("__x64_", symbols_64, NUMBERS_64, numbers_64);
	set_numbers("__ia32_", symbols_ia32, NUMBERS_IA32, numbers_ia32);
	return error;
}

static void free_call(struct syscall *call)
{
	while (call->functions) {
		struct syscall_function *function = call->functions;

		call->functions = function->next;
		kfree(function);
	}
	kfree(call);
}

void syscalls_free(void)
{
	while (syscalls) {
		struct syscall *call = syscalls;

		syscalls = call->next;
		free_call(call);
	}
	memset(buckets, 0, sizeof(buckets));
}
