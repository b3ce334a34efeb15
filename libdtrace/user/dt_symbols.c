/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The functions of an object: from .symtab if it has one, else from its separate debug file and
 * .dynsym together. Sorted by address once; names are looked for linearly, which is
 * what a handful of probe descriptions can afford.
 */
#include <stdlib.h>
#include <string.h>

#include "dt_object_private.h"

#define FUNCTIONS_MAX (4u << 20)

static bool add_function(struct dt_object *object, const GElf_Sym *symbol, const char *name)
{
	struct dt_function *larger;

	if (object->function_count >= FUNCTIONS_MAX)
		return false;
	larger = dt_user_grow(object->functions, object->function_count, sizeof(*larger));
	if (!larger)
		return false;
	object->functions = larger;
	/* The name is in the file's mapping for now: keep_names() copies those that stay. */
	larger[object->function_count++] = (struct dt_function){
		.address = symbol->st_value,
		.size = symbol->st_size,
		.name = name,
		.global = GELF_ST_BIND(symbol->st_info) != STB_LOCAL,
		.indirect = GELF_ST_TYPE(symbol->st_info) == STT_GNU_IFUNC,
	};
	return true;
}

static bool is_function(const struct dt_object *object, const GElf_Sym *symbol)
{
	unsigned int type = GELF_ST_TYPE(symbol->st_info);

	return (type == STT_FUNC || type == STT_GNU_IFUNC) && symbol->st_shndx != SHN_UNDEF &&
	       dt_object_executable(object, symbol->st_value);
}

/* Each symbol of the tables of a type; stops when visit returns false. */
static void each_symbol(Elf *elf, unsigned int type,
			bool (*visit)(void *argument, const GElf_Sym *symbol, const char *name),
			void *argument)
{
	Elf_Scn *section = NULL;
	GElf_Shdr header;

	while ((section = elf_nextscn(elf, section))) {
		Elf_Data *data;
		GElf_Sym symbol;

		if (!gelf_getshdr(section, &header) || header.sh_type != type)
			continue;
		data = dt_section_data(section);
		for (int i = 0; data && gelf_getsym(data, i, &symbol); i++) {
			const char *name = elf_strptr(elf, header.sh_link, symbol.st_name);

			if (name && *name && !visit(argument, &symbol, name))
				return;
		}
	}
}

static bool visit_function(void *argument, const GElf_Sym *symbol, const char *name)
{
	struct dt_object *object = argument;

	return !is_function(object, symbol) || add_function(object, symbol, name);
}

/* By address; of one address the name that others would use first: global, then no leading "_",
 * then short. */
static int compare(const void *a, const void *b)
{
	const struct dt_function *x = a, *y = b;

	if (x->address != y->address)
		return x->address < y->address ? -1 : 1;
	if (x->global != y->global)
		return x->global ? -1 : 1;
	if ((*x->name == '_') != (*y->name == '_'))
		return *x->name == '_' ? 1 : -1;
	if (strlen(x->name) != strlen(y->name))
		return strlen(x->name) < strlen(y->name) ? -1 : 1;
	return strcmp(x->name, y->name);
}

/* "name@@VERSION" is for the linker; and the same symbol twice (from two tables) is one. */
static void keep_names(struct dt_object *object)
{
	size_t kept = 0;

	for (size_t i = 0; i < object->function_count; i++) {
		struct dt_function function = object->functions[i];
		char name[DTRACE_FUNCTION_LEN];
		size_t length = strcspn(function.name, "@");

		if (length >= sizeof(name))
			continue; /* no description could name it */
		memcpy(name, function.name, length);
		name[length] = '\0';
		if (kept && object->functions[kept - 1].address == function.address &&
		    !strcmp(object->functions[kept - 1].name, name))
			continue;
		function.name = dt_object_text(object, name);
		if (!function.name)
			break;
		object->functions[kept++] = function;
	}
	object->function_count = kept;
}

/* A symbol without a size (assembler) reaches to the next one, or to the end of the segment. */
static void complete_sizes(struct dt_object *object)
{
	for (size_t i = 0; i < object->function_count; i++) {
		struct dt_function *function = &object->functions[i];
		size_t next = i + 1;

		if (function->size)
			continue;
		while (next < object->function_count &&
		       object->functions[next].address == function->address)
			next++;
		if (next < object->function_count)
			function->size = object->functions[next].address - function->address;
		for (size_t s = 0; next == object->function_count && s < object->segment_count;
		     s++) {
			const struct dt_segment *segment = &object->segments[s];

			if (function->address - segment->address < segment->size)
				function->size =
					segment->address + segment->size - function->address;
		}
	}
}

void dt_object_read_functions(struct dt_object *object)
{
	Elf *elf = object->private->elf;

	each_symbol(elf, SHT_SYMTAB, visit_function, object);
	if (!object->function_count) {
		dt_object_find_debug(object);
		if (object->private->debug)
			each_symbol(object->private->debug, SHT_SYMTAB, visit_function, object);
		each_symbol(elf, SHT_DYNSYM, visit_function, object);
	}
	if (object->function_count)
		qsort(object->functions, object->function_count, sizeof(*object->functions),
		      compare);
	keep_names(object);
	complete_sizes(object);
	dt_object_close_debug(object);
}

const struct dt_function *dt_object_function_at(const struct dt_object *object, uint64_t address)
{
	size_t low = 0, high = object->function_count;
	const struct dt_function *found = NULL;

	while (low < high) {
		size_t middle = (low + high) / 2;

		if (object->functions[middle].address <= address)
			low = middle + 1;
		else
			high = middle;
	}
	/* Backwards over the names of the nearest address; a nested shorter one may not reach. */
	for (size_t back = 0; low-- > 0 && back < 64; back++) {
		const struct dt_function *function = &object->functions[low];

		if (address - function->address >= function->size)
			continue;
		if (found && function->address != found->address)
			break;
		found = function;
	}
	return found;
}

const struct dt_function *dt_object_function(const struct dt_object *object, const char *name)
{
	for (size_t i = 0; i < object->function_count; i++) {
		if (!strcmp(object->functions[i].name, name))
			return &object->functions[i];
	}
	return NULL;
}

struct wanted {
	const char *name;
	uint64_t address;
	bool found;
};

static bool visit_wanted(void *argument, const GElf_Sym *symbol, const char *name)
{
	struct wanted *wanted = argument;
	size_t length = strcspn(name, "@");

	/* A thread's variable has no address of its own. */
	if (symbol->st_shndx == SHN_UNDEF || GELF_ST_TYPE(symbol->st_info) == STT_TLS ||
	    strlen(wanted->name) != length ||
	    strncmp(name, wanted->name, length))
		return true;
	/* A static program has its libraries' own symbols too: what is global comes first. */
	if (wanted->found && GELF_ST_BIND(symbol->st_info) == STB_LOCAL)
		return true;
	wanted->address = symbol->st_value;
	wanted->found = true;
	return GELF_ST_BIND(symbol->st_info) == STB_LOCAL;
}

bool dt_object_symbol(const struct dt_object *object, const char *name, uint64_t *address)
{
	struct wanted wanted = {.name = name};

	each_symbol(object->private->elf, SHT_SYMTAB, visit_wanted, &wanted);
	if (!wanted.found)
		each_symbol(object->private->elf, SHT_DYNSYM, visit_wanted, &wanted);
	*address = wanted.address;
	return wanted.found;
}
