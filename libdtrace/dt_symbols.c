/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Kernel symbols from /proc/kallsyms: by name, by address, and as text.
 *
 * The file (120,000 to 200,000 lines) is read when a symbol is first wanted. Symbols stand in an
 * array in order of address, file order among equals, so that the first of several aliases is the
 * one the kernel itself prints. Sizes are not in the file: a symbol reaches to the next one, across
 * a gap between modules at most GAP_MAX.
 *
 * Modules come and go while tracing. Before a lookup, but not more often than every RECHECK_MS, the
 * names and addresses in /proc/modules are compared with those at the time of reading; if they
 * differ everything is read again. Names handed out before stay valid: a new table takes over the
 * strings of the old one. DTRACE_KALLSYMS and DTRACE_MODULES in the environment name other files
 * (tests, saved symbols of another kernel).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "dt_type_impl.h"

#define KALLSYMS_MAX (256u << 20)
#define GAP_MAX	     (64u << 10)
#define RECHECK_MS   200
#define KERNEL_HALF  (UINT64_C(1) << 63)
#define NO_SYMBOL    UINT32_MAX

struct symbol {
	uint64_t address;
	const char *name;
	uint32_t module; /* index */
	uint32_t next; /* of the same name hash, in order of address; while sorting: line number */
};

struct table {
	struct symbol *symbols;
	uint32_t count, room;
	uint32_t *slots; /* first symbol of a hash value, NO_SYMBOL: none */
	uint32_t slot_mask;
};

struct dt_symbols {
	struct table table;
	bool hidden;	      /* the kernel shows us no addresses */
	const char **modules; /* [0] is vmlinux */
	uint32_t module_count, module_room;
	struct dt_arena *names; /* those first seen after the first reading */
	char *text;		/* the first reading; most names stand in it */
	uint32_t modules_hash;	/* of /proc/modules at the last reading */
	int64_t checked_ms;
};

static const char *path_of(const char *variable, const char *otherwise)
{
	const char *path = getenv(variable);

	return path && *path ? path : otherwise;
}

/* --- tables -------------------------------------------------------------------------------- */

static void free_table(struct table *table)
{
	free(table->symbols);
	free(table->slots);
	memset(table, 0, sizeof(*table));
}

static int by_address(const void *a, const void *b)
{
	const struct symbol *x = a, *y = b;

	if (x->address != y->address)
		return x->address < y->address ? -1 : 1;
	return x->next < y->next ? -1 : 1;
}

/* Built-in symbols usually come in order, modules behind them. */
static void sort_table(struct table *table)
{
	uint32_t i;

	for (i = 1; i < table->count; i++)
		if (table->symbols[i].address < table->symbols[i - 1].address)
			break;
	if (i < table->count)
		qsort(table->symbols, table->count, sizeof(*table->symbols), by_address);
}

static uint32_t slot_of(const struct table *table, const char *name, size_t length)
{
	return dt_name_hash(name, length, 0) & table->slot_mask;
}

static int hash_table(struct table *table)
{
	uint32_t slots = 1024, i, slot;

	while (slots < table->count)
		slots *= 2;
	table->slots = malloc(slots * sizeof(*table->slots));
	if (!table->slots)
		return -1;
	table->slot_mask = slots - 1;
	memset(table->slots, 0xff, slots * sizeof(*table->slots));
	for (i = table->count; i > 0; i--) {
		slot = slot_of(table, table->symbols[i - 1].name,
			       strlen(table->symbols[i - 1].name));
		table->symbols[i - 1].next = table->slots[slot];
		table->slots[slot] = i - 1;
	}
	return 0;
}

static uint32_t first_named(const struct table *table, const char *name, size_t length)
{
	return table->slots ? table->slots[slot_of(table, name, length)] : NO_SYMBOL;
}

static struct symbol *add_symbol(struct table *table)
{
	uint32_t room = table->room ? table->room * 2 : 1u << 17;
	struct symbol *larger;

	if (table->count == table->room) {
		larger = realloc(table->symbols, room * sizeof(*larger));
		if (!larger)
			return NULL;
		table->symbols = larger;
		table->room = room;
	}
	table->symbols[table->count].next = table->count;
	return &table->symbols[table->count++];
}

/* --- reading ------------------------------------------------------------------------------- */

/*
 * The string kept for a name: the old table's, else (first reading: text is kept) the one in the
 * text, else a copy.
 */
static const char *keep_name(struct dt_symbols *symbols, char *name, size_t length,
			     bool text_is_kept)
{
	uint32_t i = first_named(&symbols->table, name, length);

	if (text_is_kept) {
		name[length] = '\0';
		return name;
	}
	for (; i != NO_SYMBOL; i = symbols->table.symbols[i].next)
		if (!strncmp(symbols->table.symbols[i].name, name, length) &&
		    !symbols->table.symbols[i].name[length])
			return symbols->table.symbols[i].name;
	return dt_arena_strndup(symbols->names, name, length);
}

static int module_index(struct dt_symbols *symbols, const char *name, size_t length,
			uint32_t *index)
{
	uint32_t room = symbols->module_room ? symbols->module_room * 2 : 64, i;
	const char **larger;

	for (i = symbols->module_count; i > 0; i--) {
		*index = i - 1;
		if (!strncmp(symbols->modules[i - 1], name, length) &&
		    !symbols->modules[i - 1][length])
			return 0;
	}
	if (symbols->module_count == symbols->module_room) {
		larger = realloc(symbols->modules, room * sizeof(*larger));
		if (!larger)
			return -1;
		symbols->modules = larger;
		symbols->module_room = room;
	}
	*index = symbols->module_count;
	symbols->modules[*index] = dt_arena_strndup(symbols->names, name, length);
	return symbols->modules[symbols->module_count++] ? 0 : -1;
}

/*
 * A line "address type name" or "address type name\t[module]"; end is its newline. Lines of another
 * shape are passed over.
 */
static int read_line(struct dt_symbols *symbols, struct table *table, char *line, char *end,
		     bool text_is_kept)
{
	struct symbol *symbol;
	uint64_t address;
	char *name, *tab;
	size_t length;
	uint32_t module = 0;

	address = strtoull(line, &name, 16);
	if (name == line || end - name < 4 || name[0] != ' ' || name[2] != ' ')
		return 0;
	name += 3;
	tab = memchr(name, '\t', end - name);
	length = (tab ? tab : end) - name;
	/* The padding in front of a function is no function. */
	if (!length || !strncmp(name, "__pfx_", 6))
		return 0;
	if (tab && end - tab > 3 && tab[1] == '[' && end[-1] == ']' &&
	    module_index(symbols, tab + 2, end - tab - 3, &module))
		return -1;
	symbol = add_symbol(table);
	if (!symbol)
		return -1;
	symbol->address = address;
	symbol->module = module;
	symbol->name = keep_name(symbols, name, length, text_is_kept);
	return symbol->name ? 0 : -1;
}

static int read_table(struct dt_symbols *symbols, struct table *table, char *text, size_t size,
		      bool text_is_kept)
{
	char *line = text, *stop = text + size, *end;

	for (; line < stop; line = end + 1) {
		end = memchr(line, '\n', stop - line);
		if (!end)
			break; /* a last line that was cut off */
		if (read_line(symbols, table, line, end, text_is_kept))
			return -1;
	}
	sort_table(table);
	return hash_table(table);
}

static bool all_hidden(const struct table *table)
{
	return !table->count || !table->symbols[table->count - 1].address;
}

static int read_symbols(struct dt_symbols *symbols)
{
	bool first = !symbols->text;
	struct table table = {0};
	char why[128], *text;
	size_t size;

	text = dt_read_whole_file(path_of("DTRACE_KALLSYMS", "/proc/kallsyms"), KALLSYMS_MAX, &size,
				  why, sizeof(why));
	if (!text)
		return -1;
	if (first)
		symbols->text = text;
	if (read_table(symbols, &table, text, size, first)) {
		free_table(&table);
	} else {
		free_table(&symbols->table);
		symbols->table = table;
		symbols->hidden = all_hidden(&table);
	}
	if (!first)
		free(text);
	return symbols->table.count ? 0 : -1;
}

/* --- staying current ----------------------------------------------------------------------- */

static int64_t now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/*
 * First and last word of each line, name and address; what stands between changes with every use of
 * a module.
 */
static uint32_t hash_modules(void)
{
	char why[128], *text, *line, *end, *space;
	uint32_t hash = 0;
	size_t size;

	text = dt_read_whole_file(path_of("DTRACE_MODULES", "/proc/modules"), KALLSYMS_MAX, &size,
				  why, sizeof(why));
	if (!text)
		return 0;
	for (line = text; line < text + size; line = end + 1) {
		end = memchr(line, '\n', text + size - line);
		space = end ? memchr(line, ' ', end - line) : NULL;
		if (!space)
			break;
		hash = dt_name_hash(line, space - line, hash);
		space = strstr(space, " 0x");
		if (space && space < end)
			hash = dt_name_hash(space, strcspn(space + 1, " \n") + 1, hash);
	}
	free(text);
	return hash ? hash : 1;
}

static void refresh(struct dt_symbols *symbols)
{
	int64_t now = now_ms();
	uint32_t hash;

	if (now - symbols->checked_ms < RECHECK_MS)
		return;
	symbols->checked_ms = now;
	hash = hash_modules();
	if (hash == symbols->modules_hash)
		return;
	symbols->modules_hash = hash;
	read_symbols(symbols);
}

/* The symbols, read if they have not been; NULL when there are none to be had. */
static struct dt_symbols *current_symbols(struct dtrace_hdl *hdl)
{
	struct dt_symbols *symbols = hdl->symbols;
	uint32_t index;

	if (hdl->open_flags & DTRACE_O_NOSYS)
		return NULL;
	if (symbols) {
		refresh(symbols);
		return symbols->table.count ? symbols : NULL;
	}
	symbols = calloc(1, sizeof(*symbols));
	if (!symbols)
		return NULL;
	hdl->symbols = symbols;
	symbols->names = dt_arena_create();
	symbols->checked_ms = now_ms();
	symbols->modules_hash = hash_modules();
	if (!symbols->names || module_index(symbols, "vmlinux", strlen("vmlinux"), &index) ||
	    read_symbols(symbols))
		return NULL;
	return symbols;
}

void dt_symbols_close(struct dtrace_hdl *hdl)
{
	struct dt_symbols *symbols = hdl->symbols;

	if (!symbols)
		return;
	free_table(&symbols->table);
	dt_arena_destroy(symbols->names);
	free(symbols->modules);
	free(symbols->text);
	free(symbols);
	hdl->symbols = NULL;
}

/* --- looking up ---------------------------------------------------------------------------- */

static uint64_t size_of(const struct table *table, uint32_t index)
{
	const struct symbol *symbol = &table->symbols[index], *next;

	for (next = symbol + 1; next < table->symbols + table->count; next++) {
		if (next->address == symbol->address)
			continue;
		if (next->module != symbol->module && next->address - symbol->address > GAP_MAX)
			break;
		return next->address - symbol->address;
	}
	return GAP_MAX;
}

static void describe(const struct dt_symbols *symbols, uint32_t index, struct dt_symbol *to)
{
	const struct symbol *symbol = &symbols->table.symbols[index];

	to->module = symbols->modules[symbol->module];
	to->name = symbol->name;
	to->address = symbols->hidden ? 0 : symbol->address;
	to->size = symbols->hidden ? 0 : size_of(&symbols->table, index);
}

int dt_symbol_by_name(struct dtrace_hdl *hdl, const char *module, const char *name,
		      struct dt_symbol *symbol)
{
	struct dt_symbols *symbols = current_symbols(hdl);
	uint32_t i, found = NO_SYMBOL, in;

	if (!symbols)
		return -1;
	for (i = first_named(&symbols->table, name, strlen(name)); i != NO_SYMBOL;
	     i = symbols->table.symbols[i].next) {
		if (strcmp(symbols->table.symbols[i].name, name))
			continue;
		in = symbols->table.symbols[i].module;
		if (module && strcmp(symbols->modules[in], module))
			continue;
		/* Without a module, the kernel's own comes first. */
		if (found == NO_SYMBOL || (!in && symbols->table.symbols[found].module))
			found = i;
	}
	if (found == NO_SYMBOL)
		return -1;
	describe(symbols, found, symbol);
	return 0;
}

/* The first symbol at the greatest address not above this one; count must not be 0. */
static uint32_t search(const struct table *table, uint64_t address)
{
	uint32_t low = 0, high = table->count, middle;

	while (high - low > 1) {
		middle = low + (high - low) / 2;
		if (table->symbols[middle].address <= address)
			low = middle;
		else
			high = middle;
	}
	while (low && table->symbols[low - 1].address == table->symbols[low].address)
		low--;
	return low;
}

/* Who opened the handle with dtrace_vopen() knows whose addresses are. */
static int ask_vector(struct dtrace_hdl *hdl, uint64_t address, struct dt_symbol *symbol)
{
	dtrace_syminfo_t info = {0};
	Elf64_Sym found = {0};

	if (hdl->vector->dtv_lookup_by_addr(hdl->vector_argument, address, &found, &info) ||
	    !info.object || !info.name)
		return -1;
	*symbol = (struct dt_symbol){info.object, info.name, found.st_value, found.st_size};
	return 0;
}

int dt_symbol_by_address(struct dtrace_hdl *hdl, uint64_t address, struct dt_symbol *symbol)
{
	struct dt_symbols *symbols;

	if (hdl->vector && hdl->vector->dtv_lookup_by_addr)
		return ask_vector(hdl, address, symbol);
	/* Small values are offsets of per-CPU variables in some kernels' tables, not addresses. */
	if (address < KERNEL_HALF)
		return -1;
	symbols = current_symbols(hdl);
	if (!symbols || symbols->hidden)
		return -1;
	describe(symbols, search(&symbols->table, address), symbol);
	if (symbol->address < KERNEL_HALF || symbol->address > address)
		return -1;
	return address - symbol->address < symbol->size ? 0 : -1;
}

/* --- modules --------------------------------------------------------------------------------- */

int dt_symbol_module(struct dtrace_hdl *hdl, uint32_t index, const char **name)
{
	struct dt_symbols *symbols = current_symbols(hdl);

	if (!symbols || index >= symbols->module_count)
		return -1;
	*name = symbols->modules[index];
	return 0;
}

/* Symbols of percpu variables stand low in some kernels' tables: they are no text. */
void dt_symbol_range(struct dtrace_hdl *hdl, uint32_t index, uint64_t *start, uint64_t *size)
{
	const struct table *table = &hdl->symbols->table;
	uint64_t end = 0;

	*start = *size = 0;
	for (uint32_t i = 0; i < table->count && !hdl->symbols->hidden; i++) {
		const struct symbol *symbol = &table->symbols[i];

		if (symbol->module != index || symbol->address < KERNEL_HALF)
			continue;
		if (!end)
			*start = symbol->address;
		end = symbol->address + size_of(table, i);
	}
	if (end)
		*size = end - *start;
}

void dtrace_update(dtrace_hdl_t *hdl)
{
	if (hdl->symbols)
		hdl->symbols->checked_ms = INT64_MIN / 2;
}

int dtrace_addr2str(dtrace_hdl_t *hdl, uint64_t address, char *to, size_t size)
{
	struct dt_symbol symbol;

	if (dt_symbol_by_address(hdl, address, &symbol))
		return snprintf(to, size, "0x%llx", (unsigned long long)address);
	if (address == symbol.address)
		return snprintf(to, size, "%s`%s", symbol.module, symbol.name);
	return snprintf(to, size, "%s`%s+0x%llx", symbol.module, symbol.name,
			(unsigned long long)(address - symbol.address));
}
