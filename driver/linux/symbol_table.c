/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Tables of the functions of the kernel, or of one module or its init text: a sorted snapshot of its text symbols.
 *
 * Invariant of a finished table: sorted by address, then by the order of kallsyms; every name ends
 * within names[]; sizes reach to the next distinct address. Thread context only.
 */
#include <linux/kallsyms.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <linux/string.h>

#include "compat.h"
#include "symbols.h"

struct builder {
	struct symbol_table *table;
	size_t room;		  /* in functions */
	size_t used, names_room;  /* in names */
	unsigned long start, end; /* the text that counts */
	int error;
};

/* Padding in front of functions, and marks that linker scripts put between them. */
static bool is_function_name(const char *name)
{
	static const char *const prefixes[] = {"__pfx_", "__cfi_", "__initcall_", ".L"};
	static const char *const marks[] = {"_stext", "_text", "_etext"};
	const char *end = strstr(name, "_text_");
	size_t i;

	for (i = 0; i < ARRAY_SIZE(prefixes); i++)
		if (!strncmp(name, prefixes[i], strlen(prefixes[i])))
			return false;
	for (i = 0; i < ARRAY_SIZE(marks); i++)
		if (!strcmp(name, marks[i]))
			return false;
	return *name && !(name[0] == '_' && name[1] == '_' && end &&
			  (!strcmp(end, "_text_start") || !strcmp(end, "_text_end")));
}

/* kvrealloc differs between kernels; this is all that is wanted of it. */
static void *grow(void *old, size_t used, size_t size)
{
	void *grown = kvmalloc(size, GFP_KERNEL);

	if (grown && used)
		memcpy(grown, old, used);
	if (grown)
		kvfree(old);
	return grown;
}

static bool make_room(struct builder *builder, size_t name_size)
{
	struct symbol_table *table = builder->table;

	if (table->count == builder->room) {
		size_t room = max_t(size_t, 1024, builder->room * 2);
		void *functions = grow(table->functions, table->count * sizeof(*table->functions),
				       room * sizeof(*table->functions));

		if (!functions)
			return false;
		table->functions = functions;
		builder->room = room;
	}
	if (builder->used + name_size > builder->names_room) {
		size_t room = max_t(size_t, 16384, builder->names_room * 2);
		void *names = grow(table->names, builder->used, room);

		if (!names)
			return false;
		table->names = names;
		builder->names_room = room;
	}
	return true;
}

static int add(struct builder *builder, const char *name, unsigned long address)
{
	struct symbol_function *function;
	size_t size = strnlen(name, KSYM_NAME_LEN) + 1;

	if (address < builder->start || address >= builder->end || !is_function_name(name))
		return 0;
	if (!make_room(builder, size)) {
		builder->error = -ENOMEM;
		return -ENOMEM;
	}
	function = &builder->table->functions[builder->table->count++];
	function->address = address;
	function->name = builder->used;
	memcpy(builder->table->names + builder->used, name, size - 1);
	builder->table->names[builder->used + size - 1] = 0;
	builder->used += size;
	return 0;
}

/*
 * Kernels before 5.12 go on with the modules, and expect their caller to keep these from going: stop
 * at the first symbol of one (ours, the newest, comes first).
 */
static int add_kernel_symbol(void *data, const char *name,
			     COMPAT_KALLSYMS_MODULE_ARGUMENT unsigned long address)
{
	return COMPAT_KALLSYMS_OF_KERNEL ? add(data, name, address) : 1;
}

static int add_kernel(struct builder *builder)
{
	unsigned long each = symbol_lookup("kallsyms_on_each_symbol");

	if (!each)
		return -ENOENT;
	symbol_call2(each, add_kernel_symbol, builder);
	return builder->error;
}

static bool is_text_symbol(const struct mod_kallsyms *symbols, unsigned int i)
{
	char type = symbols->typetab[i];

	return symbols->symtab[i].st_shndx != SHN_UNDEF &&
	       (type == 't' || type == 'T' || type == 'w' || type == 'W');
}

/* Under RCU the symbols stay; memory must have been made before. False: it was not enough. */
static bool add_module_symbols(struct builder *builder, struct module *module)
{
	const struct mod_kallsyms *symbols;
	unsigned int i;
	bool enough = true;

	rcu_read_lock();
	symbols = rcu_dereference(module->kallsyms);
	for (i = 1; symbols && i < symbols->num_symtab && enough; i++) {
		const char *name = symbols->strtab + symbols->symtab[i].st_name;

		if (!is_text_symbol(symbols, i))
			continue;
		enough = builder->table->count < builder->room &&
			 builder->used + KSYM_NAME_LEN + 1 <= builder->names_room;
		if (enough)
			add(builder, name, symbols->symtab[i].st_value);
	}
	rcu_read_unlock();
	return enough;
}

static int add_module(struct builder *builder, struct module *module)
{
	struct symbol_table *table = builder->table;

	for (builder->room = 512;; builder->room *= 2) {
		builder->names_room = builder->room * 32 + KSYM_NAME_LEN + 1;
		builder->used = table->count = 0;
		kvfree(table->functions);
		kvfree(table->names);
		table->functions =
			kvmalloc_array(builder->room, sizeof(*table->functions), GFP_KERNEL);
		table->names = kvmalloc(builder->names_room, GFP_KERNEL);
		if (!table->functions || !table->names)
			return -ENOMEM;
		if (add_module_symbols(builder, module))
			return 0;
	}
}

static int compare(const void *a, const void *b)
{
	const struct symbol_function *left = a, *right = b;

	if (left->address != right->address)
		return left->address < right->address ? -1 : 1;
	return left->name < right->name ? -1 : left->name > right->name;
}

static bool is_sorted(const struct symbol_table *table)
{
	size_t i;

	for (i = 1; i < table->count; i++)
		if (table->functions[i - 1].address > table->functions[i].address)
			return false;
	return true;
}

static void set_sizes(struct symbol_table *table, unsigned long end)
{
	unsigned long next = end;
	size_t i;

	for (i = table->count; i-- > 0;) {
		if (i + 1 < table->count &&
		    table->functions[i + 1].address != table->functions[i].address)
			next = table->functions[i + 1].address;
		table->functions[i].size = next - table->functions[i].address;
	}
}

static int make(struct module *module, unsigned long start, unsigned long end,
		struct symbol_table **table)
{
	struct builder builder = {
		.table = kzalloc(sizeof(**table), GFP_KERNEL),
		.start = start,
		.end = end,
	};
	int error;

	if (!builder.table)
		return -ENOMEM;
	error = module ? add_module(&builder, module) : add_kernel(&builder);
	if (!error && !builder.table->count)
		error = -ENOENT;
	if (error) {
		symbol_table_free(builder.table);
		return error;
	}
	if (!is_sorted(builder.table))
		sort(builder.table->functions, builder.table->count, sizeof(struct symbol_function),
		     compare, NULL);
	set_sizes(builder.table, builder.end);
	*table = builder.table;
	return 0;
}

int symbol_table_make(struct module *module, struct symbol_table **table)
{
	unsigned long start, end;

	if (module)
		symbol_module_text(module, &start, &end);
	else
		symbol_kernel_text(&start, &end);
	return make(module, start, end, table);
}

int symbol_table_make_init(struct module *module, struct symbol_table **table)
{
	unsigned long start, end;

	symbol_module_init_text(module, &start, &end);
	return make(module, start, end, table);
}

void symbol_table_free(struct symbol_table *table)
{
	if (!table)
		return;
	kvfree(table->functions);
	kvfree(table->names);
	kfree(table);
}

const struct symbol_function *symbol_table_find(const struct symbol_table *table,
						unsigned long address)
{
	size_t low = 0, high = table->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct symbol_function *function = &table->functions[middle];

		if (function->address + function->size <= address)
			low = middle + 1;
		else
			high = middle;
	}
	if (low == table->count || table->functions[low].address > address)
		return NULL;
	return &table->functions[low];
}

const struct symbol_function *symbol_table_named(const struct symbol_table *table, const char *name)
{
	size_t i;

	for (i = 0; i < table->count; i++)
		if (!strcmp(symbol_name(table, &table->functions[i]), name))
			return &table->functions[i];
	return NULL;
}
