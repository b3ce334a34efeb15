/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Types of kernel symbols.
 *
 * Functions have their prototype in BTF. Of variables, the BTF of today's kernels describes per-CPU
 * ones only, so for a few dozen that scripts do use and whose type has been the same from 5.10
 * to 7.2, the type is written down here, by name, and looked up in the kernel's own types (so the
 * layout is the running kernel's). Every other variable has an address but no type; a program can
 * say `*(type *)&`symbol`.
 */
#include <stdlib.h>
#include <string.h>

#include "dt_type_impl.h"

/* Sorted by name. Only symbols of vmlinux. */
static const struct known_variable {
	const char *name, *type;
} known_variables[] = {
	{"_totalram_pages", "atomic_long_t"},
	{"avenrun", "unsigned long [3]"},
	{"boot_cpu_data", "struct cpuinfo_x86"},
	{"console_printk", "int [4]"},
	{"cpu_khz", "unsigned int"},
	{"dmesg_restrict", "int"},
	{"high_memory", "void *"},
	{"init_cred", "struct cred"},
	{"init_files", "struct files_struct"},
	{"init_fs", "struct fs_struct"},
	{"init_mm", "struct mm_struct"},
	{"init_net", "struct net"},
	{"init_nsproxy", "struct nsproxy"},
	{"init_pid_ns", "struct pid_namespace"},
	{"init_task", "struct task_struct"},
	{"init_user_ns", "struct user_namespace"},
	{"init_uts_ns", "struct uts_namespace"},
	{"jiffies", "volatile unsigned long"},
	{"jiffies_64", "u64"},
	{"kptr_restrict", "int"},
	{"loops_per_jiffy", "unsigned long"},
	{"max_low_pfn", "unsigned long"},
	{"max_pfn", "unsigned long"},
	{"max_threads", "int"},
	{"min_low_pfn", "unsigned long"},
	{"modules", "struct list_head"},
	{"net_namespace_list", "struct list_head"},
	{"nr_cpu_ids", "unsigned int"},
	{"nr_threads", "int"},
	{"page_offset_base", "unsigned long"},
	{"panic_timeout", "int"},
	{"phys_base", "unsigned long"},
	{"randomize_va_space", "int"},
	{"root_task_group", "struct task_group"},
	{"saved_command_line", "char *"},
	{"super_blocks", "struct list_head"},
	{"system_state", "enum system_states"},
	{"tainted_mask", "unsigned long"},
	{"total_forks", "unsigned long"},
	{"tsc_khz", "unsigned int"},
	{"vm_swappiness", "int"},
	{"vmalloc_base", "unsigned long"},
	{"vmemmap_base", "unsigned long"},
};

static int compare_names(const void *key, const void *entry)
{
	return strcmp(key, ((const struct known_variable *)entry)->name);
}

static struct dt_type *known_type(struct dtrace_hdl *hdl, struct dt_container *kernel,
				  const char *name)
{
	const struct known_variable *known =
		bsearch(name, known_variables, sizeof(known_variables) / sizeof(known_variables[0]),
			sizeof(known_variables[0]), compare_names);

	return known ? dt_type_lookup(hdl, kernel, known->type) : NULL;
}

struct dt_type *dt_symbol_type(struct dtrace_hdl *hdl, const struct dt_symbol *symbol)
{
	struct dt_container *container = dt_container_module(hdl, symbol->module);
	struct dt_type *type;

	if (!container)
		return NULL;
	type = dt_container_function(container, symbol->name);
	if (!type)
		type = dt_container_variable(container, symbol->name);
	if (!type && !strcmp(symbol->module, "vmlinux"))
		type = known_type(hdl, container, symbol->name);
	return type;
}
