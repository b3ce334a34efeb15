/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the kernel does not export: found by name, once, when the module is loaded.
 *
 * kallsyms_lookup_name is itself not exported, but a kprobe may be registered on it, and tells its
 * address. Where kprobes are not built in, root can pass the address from /proc/kallsyms
 * (parameter kallsyms=).
 */
#include <linux/kprobes.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/mm.h>
#include <linux/rculist.h>
#include <linux/sort.h>
#include <linux/uaccess.h>

#include "compat.h"
#include "symbols.h"

static unsigned long kallsyms;
module_param(kallsyms, ulong, 0400);
MODULE_PARM_DESC(kallsyms, "address of kallsyms_lookup_name, where kprobes cannot tell it");

struct symbol_span {
	unsigned long start, end;
	enum symbol_range kind;
};

static unsigned long text_start, text_end;
static unsigned long search_exception_tables_address, ftrace_location_address;
static unsigned long within_blacklist_address, in_module_text_address;
static struct list_head *modules_list;

/* Filled from names at start; an absent pair stays empty. */
static const struct {
	const char *start, *end;
	enum symbol_range kind;
} range_names[] = {
	{"__noinstr_text_start", "__noinstr_text_end", SYMBOL_RANGE_NOINSTR},
	{"__entry_text_start", "__entry_text_end", SYMBOL_RANGE_ENTRY},
	{"_sinittext", "_einittext", SYMBOL_RANGE_INIT},
	{"__static_call_text_start", "__static_call_text_end", SYMBOL_RANGE_STATIC_CALL},
	{"__indirect_thunk_start", "__indirect_thunk_end", SYMBOL_RANGE_THUNK},
};
static struct symbol_span ranges[ARRAY_SIZE(range_names)];

static const char *const thunk_names[] = {
	"__x86_return_thunk",	   "retbleed_return_thunk", "srso_return_thunk",
	"srso_alias_return_thunk", "its_return_thunk",	    "call_depth_return_thunk",
};
static unsigned long thunks[ARRAY_SIZE(thunk_names)];

/* The kernel's part of the kprobe blacklist; the modules' parts are asked for each time. */
static struct symbol_span *blacklist;
static size_t blacklist_count;

unsigned long symbol_lookup(const char *name)
{
	return symbol_call1(kallsyms, name);
}

/* On IBT kernels the probe lands behind the ENDBR; functions are aligned to 16. */
static int find_kallsyms(void)
{
	struct kprobe probe = {.symbol_name = "kallsyms_lookup_name"};
	int error;

	if (kallsyms)
		return 0;
	error = register_kprobe(&probe);
	if (error) {
		pr_err("cannot find kallsyms_lookup_name by a kprobe (error %d): load the module with kallsyms=0x<its address in /proc/kallsyms>\n",
		       error);
		return error;
	}
	kallsyms = (unsigned long)probe.addr;
	if ((kallsyms & 15) == 4)
		kallsyms -= 4;
	unregister_kprobe(&probe);
	return 0;
}

static int require(unsigned long *to, const char *name)
{
	*to = symbol_lookup(name);
	if (*to)
		return 0;
	pr_err("this kernel has no symbol %s\n", name);
	return -ENOENT;
}

static void find_ranges(void)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(ranges); i++) {
		ranges[i].kind = range_names[i].kind;
		ranges[i].start = symbol_lookup(range_names[i].start);
		ranges[i].end = symbol_lookup(range_names[i].end);
	}
	for (i = 0; i < ARRAY_SIZE(thunks); i++)
		thunks[i] = symbol_lookup(thunk_names[i]);
}

static size_t copy_blacklist(struct list_head *list, size_t room)
{
	struct kprobe_blacklist_entry *entry;
	size_t count = 0;

	list_for_each_entry(entry, list, list) {
		if (!symbol_in_kernel_text(entry->start_addr))
			continue;
		if (count < room) {
			blacklist[count].start = entry->start_addr;
			blacklist[count].end = entry->end_addr;
		}
		count++;
	}
	return count;
}

static int compare_ranges(const void *a, const void *b)
{
	const struct symbol_span *left = a, *right = b;

	return left->start < right->start ? -1 : left->start > right->start;
}

/* Sort and merge, so that a binary search finds the only range an address can be in. */
static void order_blacklist(void)
{
	size_t i, kept = 0;

	sort(blacklist, blacklist_count, sizeof(*blacklist), compare_ranges, NULL);
	for (i = 1; i < blacklist_count; i++) {
		if (blacklist[i].start <= blacklist[kept].end)
			blacklist[kept].end = max(blacklist[kept].end, blacklist[i].end);
		else
			blacklist[++kept] = blacklist[i];
	}
	if (blacklist_count)
		blacklist_count = kept + 1;
}

static int find_blacklist(void)
{
	struct list_head *list = (void *)symbol_lookup("kprobe_blacklist");
	struct mutex *lock = (void *)symbol_lookup("kprobe_mutex");
	size_t room;

	if (!list || !lock) {
		pr_err("this kernel does not tell its kprobe blacklist\n");
		return -ENOENT;
	}
	mutex_lock(lock);
	room = copy_blacklist(list, 0);
	blacklist = kvmalloc_array(room, sizeof(*blacklist), GFP_KERNEL);
	if (blacklist)
		blacklist_count = copy_blacklist(list, room);
	mutex_unlock(lock);
	if (!blacklist)
		return -ENOMEM;
	order_blacklist();
	return 0;
}

int symbols_start(void)
{
	unsigned long modules = 0;
	int error;

	error = find_kallsyms();
	if (!error)
		error = require(&text_start, "_stext");
	if (!error)
		error = require(&text_end, "_etext");
	if (!error)
		error = require(&search_exception_tables_address, "search_exception_tables");
	if (!error)
		error = require(&in_module_text_address, "is_module_text_address");
	if (!error)
		error = require(&modules, "modules");
	if (error)
		return error;
	modules_list = (struct list_head *)modules;
	ftrace_location_address = symbol_lookup("ftrace_location");
	within_blacklist_address = symbol_lookup("within_kprobe_blacklist");
	find_ranges();
	return find_blacklist();
}

void symbols_stop(void)
{
	kvfree(blacklist);
	blacklist = NULL;
	blacklist_count = 0;
}

static bool within(unsigned long address, unsigned long start, unsigned long end)
{
	return address >= start && address < end;
}

bool symbol_in_kernel_text(unsigned long address)
{
	return address >= text_start && address < text_end;
}

/* Functions that the kernel keeps may call what it has freed, if not any more. */
static bool in_init_text(unsigned long address)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(ranges); i++)
		if (ranges[i].kind == SYMBOL_RANGE_INIT &&
		    within(address, ranges[i].start, ranges[i].end))
			return true;
	return false;
}

/* An indirect jump by a register, and nothing else: [41] ff e0..e7, padding. */
static bool is_thunk(unsigned long address)
{
	u8 code[4], *at = code;

	if (copy_from_kernel_nofault(code, (void *)address, sizeof(code)))
		return false;
	if (*at == 0x41)
		at++;
	return at[0] == 0xff && (at[1] & 0xf8) == 0xe0;
}

bool symbol_is_text(unsigned long address)
{
	return symbol_in_kernel_text(address) || in_init_text(address) ||
	       (symbol_call1(in_module_text_address, address) & 0xff) || is_thunk(address);
}

void symbol_kernel_text(unsigned long *start, unsigned long *end)
{
	*start = text_start;
	*end = text_end;
}

void symbol_module_text(const struct module *module, unsigned long *start, unsigned long *end)
{
	compat_module_text(module, start, end);
}

void symbol_module_init_text(const struct module *module, unsigned long *start, unsigned long *end)
{
	compat_module_init_text(module, start, end);
}

static enum symbol_range module_range(const struct module *module, unsigned long address)
{
	unsigned long start, end;

	compat_module_init_text(module, &start, &end);
	if (within(address, start, end))
		return SYMBOL_RANGE_OK;
	compat_module_text(module, &start, &end);
	if (!within(address, start, end))
		return SYMBOL_RANGE_OUTSIDE;
	start = (unsigned long)module->noinstr_text_start;
	if (within(address, start, start + module->noinstr_text_size))
		return SYMBOL_RANGE_NOINSTR;
	return SYMBOL_RANGE_OK;
}

enum symbol_range symbol_range(const struct module *module, unsigned long address)
{
	size_t i;

	if (module)
		return module_range(module, address);
	for (i = 0; i < ARRAY_SIZE(ranges); i++)
		if (within(address, ranges[i].start, ranges[i].end))
			return ranges[i].kind;
	return symbol_in_kernel_text(address) ? SYMBOL_RANGE_OK : SYMBOL_RANGE_OUTSIDE;
}

bool symbol_kprobe_blacklisted(unsigned long address)
{
	size_t low = 0, high = blacklist_count;

	if (!symbol_in_kernel_text(address))
		return within_blacklist_address &&
		       (symbol_call1(within_blacklist_address, address) & 0xff);
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (blacklist[middle].end <= address)
			low = middle + 1;
		else
			high = middle;
	}
	return low < blacklist_count && blacklist[low].start <= address;
}

bool symbol_is_return_thunk(unsigned long address)
{
	size_t i;

	for (i = 0; i < ARRAY_SIZE(thunks); i++)
		if (thunks[i] && address == thunks[i])
			return true;
	return false;
}

bool symbol_has_exception_entry(unsigned long address)
{
	return symbol_call1(search_exception_tables_address, address) != 0;
}

bool symbol_is_ftrace_site(unsigned long address)
{
	return ftrace_location_address && symbol_call1(ftrace_location_address, address) != 0;
}

/* Pin up to `room` living modules; returns how many there are. */
static size_t pin_modules(struct module **pinned, size_t room)
{
	struct module *module;
	size_t count = 0;

	rcu_read_lock();
	list_for_each_entry_rcu(module, modules_list, list) {
		if (module->state != MODULE_STATE_LIVE || module == THIS_MODULE)
			continue;
		if (count < room) {
			if (!try_module_get(module))
				continue;
			pinned[count] = module;
		}
		count++;
	}
	rcu_read_unlock();
	return count;
}

int symbol_each_module(int (*visit)(struct module *module, void *data), void *data)
{
	size_t count, i, room = pin_modules(NULL, 0) + 8;
	struct module **pinned = kvcalloc(room, sizeof(*pinned), GFP_KERNEL);
	int result = 0;

	if (!pinned)
		return -ENOMEM;
	count = min(pin_modules(pinned, room), room);
	for (i = 0; i < count; i++) {
		if (!result)
			result = visit(pinned[i], data);
		module_put(pinned[i]);
	}
	kvfree(pinned);
	return result;
}
