/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Which containers there are: D's own, the kernel's and one for each kernel module, and the order
 * in which they are searched.
 *
 * The kernel's types are read when something is first asked of them, from the directory
 * DTRACE_BTF_DIR of the environment (tests, other kernels' types) or /sys/kernel/btf. A module's
 * types build on the kernel's, so a module without a readable vmlinux has none. A module may be
 * loaded at any time: what is missing is not remembered.
 *
 * A kernel without BTF has types if its debugging information is installed: the file named by
 * DTRACE_KERNEL_DEBUG, or one of the usual places. Its modules have none then. Programs and
 * libraries are opened by path and are no part of any search, but for the program that is traced
 * (dt_type_target.c), which comes last.
 */
#include <dirent.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>

#include "dt_type_impl.h"

#define BTF_DIR	     "/sys/kernel/btf"
#define BTF_SIZE_MAX (256u << 20)

static const char *btf_dir(void)
{
	const char *dir = getenv("DTRACE_BTF_DIR");

	return dir && *dir ? dir : BTF_DIR;
}

static struct dt_container *open_container(struct dt_types *types, const char *module,
					   struct dt_container *base, char *why, size_t why_size)
{
	char path[PATH_MAX], reason[160];
	struct dt_container *container = NULL;
	size_t size = 0;
	void *data;

	snprintf(path, sizeof(path), "%s/%s", btf_dir(), module);
	data = dt_read_whole_file(path, BTF_SIZE_MAX, &size, reason, sizeof(reason));
	if (data)
		container = dt_btf_open(types, module, data, size, base, reason, sizeof(reason));
	if (!container)
		snprintf(why, why_size, "%.80s: %s", path, reason);
	return container;
}

/* %s: the kernel's release. */
static const char *const debug_paths[] = {
	"/usr/lib/debug/boot/vmlinux-%s",
	"/usr/lib/debug/lib/modules/%s/vmlinux",
	"/lib/modules/%s/build/vmlinux",
	"/boot/vmlinux-%s",
};

static struct dt_container *open_debug_kernel(struct dt_types *types)
{
	const char *named = getenv("DTRACE_KERNEL_DEBUG");
	struct dt_container *container = NULL;
	struct utsname system;
	char path[PATH_MAX], why[160];
	size_t i;

	if (named && *named)
		return dt_dwarf_open(types, "vmlinux", named, why, sizeof(why));
	if (uname(&system))
		return NULL;
	for (i = 0; !container && i < sizeof(debug_paths) / sizeof(debug_paths[0]); i++) {
		snprintf(path, sizeof(path), debug_paths[i], system.release);
		container = dt_dwarf_open(types, "vmlinux", path, why, sizeof(why));
	}
	return container;
}

static struct dt_container *open_kernel(struct dt_types *types)
{
	struct dt_container *kernel;

	kernel = open_container(types, "vmlinux", NULL, types->problem, sizeof(types->problem));
	if (!kernel)
		kernel = open_debug_kernel(types);
	if (kernel)
		*types->problem = '\0';
	return kernel;
}

static struct dt_container *kernel_container(struct dt_types *types)
{
	if (types->kernel_tried)
		return types->kernel;
	types->kernel_tried = true;
	if (types->hdl->open_flags & DTRACE_O_NOSYS)
		snprintf(types->problem, sizeof(types->problem),
			 "the handle was opened without the running kernel's types");
	else
		types->kernel = open_kernel(types);
	return types->kernel;
}

const char *dt_types_problem(struct dtrace_hdl *hdl)
{
	kernel_container(hdl->types);
	return *hdl->types->problem ? hdl->types->problem : NULL;
}

static struct dt_container *module_container(struct dt_types *types, const char *module)
{
	struct dt_container *container, *base;
	char why[256];

	for (container = types->modules; container; container = container->next)
		if (!strcmp(container->name, module))
			return container;
	base = kernel_container(types);
	if (!base || !*module || *module == '.' || strchr(module, '/'))
		return NULL;
	container = open_container(types, module, base, why, sizeof(why));
	if (container) {
		container->next = types->modules;
		types->modules = container;
	}
	return container;
}

struct dt_container *dt_container_module(struct dtrace_hdl *hdl, const char *module)
{
	if (!strcmp(module, "vmlinux"))
		return kernel_container(hdl->types);
	return module_container(hdl->types, module);
}

bool dt_module_present(struct dtrace_hdl *hdl, const char *module)
{
	bool system = !(hdl->open_flags & DTRACE_O_NOSYS);
	char path[PATH_MAX];

	if (system && *module && *module != '.' && !strchr(module, '/')) {
		snprintf(path, sizeof(path), "%s/%s", btf_dir(), module);
		if (!access(path, R_OK))
			return true;
	}
	return dt_container_module(hdl, module) != NULL;
}

struct dt_container *dt_types_scope(struct dt_types *types, const char *scope, size_t length)
{
	struct dt_container *container;
	char module[NAME_MAX + 1];

	if (length > NAME_MAX)
		return NULL;
	memcpy(module, scope, length);
	module[length] = '\0';
	if (!strcmp(module, "D") || !strcmp(module, "C"))
		return &types->d;
	container = dt_container_module(types->hdl, module);
	return container ? container : dt_types_target(types, module);
}

struct dt_container *dt_container_file(struct dtrace_hdl *hdl, const char *path)
{
	struct dt_types *types = hdl->types;
	struct dt_container *container;
	char why[160];

	for (container = types->files; container; container = container->next)
		if (!strcmp(container->name, path))
			return container;
	container = dt_dwarf_open(types, path, path, why, sizeof(why));
	if (container) {
		container->next = types->files;
		types->files = container;
	}
	return container;
}

static void close_list(struct dt_container *container)
{
	struct dt_container *next;

	for (; container; container = next) {
		next = container->next;
		container->reader->close(container);
	}
}

void dt_containers_close(struct dt_types *types)
{
	close_list(types->files);
	close_list(types->modules);
	close_list(types->kernel);
	types->files = types->modules = types->kernel = NULL;
}

/* --- searching ----------------------------------------------------------------------------- */

/* Open every module's container. Asked for only when a name is neither in D nor in vmlinux. */
static void open_all_modules(struct dt_types *types)
{
	struct dirent *entry;
	DIR *dir;

	if (!kernel_container(types))
		return;
	dir = opendir(btf_dir());
	if (!dir)
		return;
	while ((entry = readdir(dir)))
		if (*entry->d_name != '.' && strcmp(entry->d_name, "vmlinux"))
			module_container(types, entry->d_name);
	closedir(dir);
}

/* Containers in the order of search: pass NULL for the first; NULL is the end. */
static struct dt_container *next_container(struct dt_types *types, struct dt_container *container)
{
	struct dt_container *kernel;

	if (!container)
		return &types->d;
	kernel = kernel_container(types);
	if (container == &types->d)
		return kernel;
	if (container == kernel) {
		open_all_modules(types);
		return types->modules;
	}
	return container->next;
}

static struct dt_type *find_everywhere(struct dt_types *types, enum dt_name_class class,
				       const char *name, size_t length)
{
	struct dt_container *container = NULL;
	struct dt_type *type, *incomplete = NULL;

	while ((container = next_container(types, container))) {
		type = container->reader->find(container, class, name, length);
		if (!type)
			continue;
		/* A struct that the program itself left open is the program's business. */
		if (type->kind != DT_KIND_FORWARD)
			return type;
		if (!incomplete)
			incomplete = type;
	}
	container = dt_types_target(types, "a.out");
	type = container ? container->reader->find(container, class, name, length) : NULL;
	return type && (!incomplete || type->kind != DT_KIND_FORWARD) ? type : incomplete;
}

struct dt_type *dt_types_find(struct dt_types *types, struct dt_container *container,
			      enum dt_name_class class, const char *name, size_t length)
{
	struct dt_type *type, *in_base = NULL;

	if (!container)
		return find_everywhere(types, class, name, length);
	type = container->reader->find(container, class, name, length);
	/* A module sees all of the kernel's types. */
	if ((!type || type->kind == DT_KIND_FORWARD) && container->base)
		in_base = container->base->reader->find(container->base, class, name, length);
	return in_base ? in_base : type;
}

int dt_enumerator_lookup(struct dtrace_hdl *hdl, const char *name, struct dt_type **type,
			 int64_t *value)
{
	struct dt_container *container = NULL;

	while ((container = next_container(hdl->types, container)))
		if (!container->reader->enumerator(container, name, type, value))
			return 0;
	container = dt_types_target(hdl->types, "a.out");
	return container ? container->reader->enumerator(container, name, type, value) : -1;
}

/* --- functions ----------------------------------------------------------------------------- */

struct dt_type *dt_container_function(struct dt_container *container, const char *function)
{
	return container->reader->find(container, DT_CLASS_FUNCTION, function, strlen(function));
}

struct dt_type *dt_container_variable(struct dt_container *container, const char *variable)
{
	return container->reader->find(container, DT_CLASS_VARIABLE, variable, strlen(variable));
}

struct dt_type *dt_function_type(struct dtrace_hdl *hdl, const char *module, const char *function)
{
	struct dt_container *container = dt_container_module(hdl, module);

	return container ? dt_container_function(container, function) : NULL;
}

/* BTF has it as typedef void (*btf_trace_NAME)(void *, …). */
struct dt_type *dt_tracepoint_type(struct dtrace_hdl *hdl, const char *module, const char *name)
{
	struct dt_container *container = dt_container_module(hdl, module);
	char symbol[sizeof("btf_trace_") + DTRACE_NAME_LEN];
	struct dt_type *type;

	snprintf(symbol, sizeof(symbol), "btf_trace_%s", name);
	for (char *at = symbol; *at; at++)
		if (*at == '-')
			*at = '_';
	type = container ? dt_type_lookup_tag(hdl, container, DT_KIND_TYPEDEF, symbol) : NULL;
	type = type ? dt_type_resolve(type) : NULL;
	if (!type || dt_type_kind(type) != DT_KIND_POINTER)
		return NULL;
	type = dt_type_resolve(dt_type_reference(type));
	return dt_type_kind(type) == DT_KIND_FUNCTION ? type : NULL;
}
