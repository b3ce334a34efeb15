/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Symbols, types and modules of the kernel, for callers of the library: what the compiler and the
 * consumer know (dt_symbols.c, dt_type*.c), in the classic shapes.
 */
#include <string.h>

#include "dt_type_impl.h"

/* The module that a classic object argument means; NULL: any. */
static const char *module_of(const char *object)
{
	if (object == DTRACE_OBJ_EXEC)
		return "vmlinux";
	return object == DTRACE_OBJ_EVERY || object == DTRACE_OBJ_KMODS ? NULL : object;
}

/* --- symbols ---------------------------------------------------------------------- */

static int give_symbol(const struct dt_symbol *found, Elf64_Sym *symbol, dtrace_syminfo_t *info)
{
	if (symbol)
		*symbol = (Elf64_Sym){.st_value = found->address, .st_size = found->size};
	if (info)
		*info = (dtrace_syminfo_t){found->module, found->name, 0};
	return 0;
}

int dtrace_lookup_by_addr(dtrace_hdl_t *hdl, uint64_t address, Elf64_Sym *symbol,
			  dtrace_syminfo_t *info)
{
	struct dt_symbol found;

	if (dt_symbol_by_address(hdl, address, &found))
		return dt_set_error(hdl, EDT_NOSYM, "no kernel symbol covers address 0x%llx",
				    (unsigned long long)address);
	return give_symbol(&found, symbol, info);
}

int dtrace_lookup_by_name(dtrace_hdl_t *hdl, const char *object, const char *name,
			  Elf64_Sym *symbol, dtrace_syminfo_t *info)
{
	struct dt_symbol found;

	if (dt_symbol_by_name(hdl, module_of(object), name, &found))
		return dt_set_error(hdl, EDT_NOSYM, "there is no kernel symbol %s", name);
	return give_symbol(&found, symbol, info);
}

/* --- types ------------------------------------------------------------------------ */

static int give_type(dtrace_hdl_t *hdl, struct dt_type *type, dtrace_typeinfo_t *info)
{
	char name[DT_TYPE_NAME_MAX];

	dt_type_name(type, name, sizeof(name));
	info->object = dt_container_name(dt_type_container(type));
	info->name = dt_arena_strndup(hdl->types->arena, name, strlen(name));
	info->size = dt_type_size(hdl, type);
	return info->name ? 0 : dt_set_error(hdl, EDT_NOMEM, NULL);
}

int dtrace_lookup_by_type(dtrace_hdl_t *hdl, const char *object, const char *name,
			  dtrace_typeinfo_t *info)
{
	const char *module = module_of(object);
	struct dt_container *container =
		module ? dt_types_scope(hdl->types, module, strlen(module)) : NULL;
	struct dt_type *type =
		module && !container ? NULL : dt_type_lookup(hdl, container, name);

	if (!type)
		return dt_set_error(hdl, EDT_NOTYPE, "there is no type %s%s%s", name,
				    module ? " in " : "", module ? module : "");
	return give_type(hdl, type, info);
}

int dtrace_type_strcompile(dtrace_hdl_t *hdl, const char *text, dtrace_typeinfo_t *info)
{
	return dtrace_lookup_by_type(hdl, DTRACE_OBJ_EVERY, text, info);
}

int dtrace_symbol_type(dtrace_hdl_t *hdl, const Elf64_Sym *symbol, const dtrace_syminfo_t *info,
		       dtrace_typeinfo_t *type)
{
	struct dt_symbol of = {info->object, info->name, symbol->st_value, symbol->st_size};
	struct dt_type *found = dt_symbol_type(hdl, &of);

	if (!found)
		return dt_set_error(hdl, EDT_NOTYPE, "the type of kernel symbol %s`%s is not known",
				    of.module, of.name);
	return give_type(hdl, found, type);
}

/* --- modules ---------------------------------------------------------------------- */

int dtrace_object_iter(dtrace_hdl_t *hdl, dtrace_obj_f *function, void *data)
{
	dtrace_objinfo_t info = {.flags = DTRACE_OBJ_F_KERNEL};
	int result = 0;

	for (uint32_t i = 0; !result && !dt_symbol_module(hdl, i, &info.name); i++) {
		dt_symbol_range(hdl, i, &info.text_va, &info.text_size);
		result = function(hdl, &info, data);
	}
	return result;
}

int dtrace_object_info(dtrace_hdl_t *hdl, const char *object, dtrace_objinfo_t *info)
{
	const char *module = module_of(object);

	*info = (dtrace_objinfo_t){.flags = DTRACE_OBJ_F_KERNEL};
	for (uint32_t i = 0; module && !dt_symbol_module(hdl, i, &info->name); i++) {
		if (strcmp(info->name, module))
			continue;
		dt_symbol_range(hdl, i, &info->text_va, &info->text_size);
		return 0;
	}
	return dt_set_error(hdl, EDT_NOSYM, "there is no kernel module %s",
			    module ? module : "of that name");
}
