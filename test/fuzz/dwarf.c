/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Fuzz target of the DWARF reader: an ELF file of any bytes is refused, or every question about
 * every type, function and variable it names has an answer.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "../lib/types_walk.h"
#include "../../libdtrace/dt_dwarf.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void ask_names(struct dtrace_hdl *hdl, struct dt_container *container)
{
	const struct dwarf_file *file = (const void *)container;
	struct dt_type *type;

	for (uint32_t i = 0; i < file->count && i < 500; i++) {
		const char *name = file->entries[i].name;

		type = dt_container_function(container, name);
		if (type)
			types_walk_type(hdl, type);
		type = dt_container_variable(container, name);
		if (type)
			types_walk_type(hdl, type);
		type = dt_types_find(hdl->types, container, file->entries[i].class, name,
				     strlen(name));
		if (type)
			types_walk_type(hdl, type);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dtrace_hdl *hdl = types_handle_open(DTRACE_O_NOSYS);
	struct dt_container *container = NULL;
	int file = memfd_create("dwarf", MFD_CLOEXEC);
	char path[64];

	if (file < 0)
		abort();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
	if (write(file, data, size) == (ssize_t)size)
		container = dt_container_file(hdl, path);
	if (container)
		ask_names(hdl, container);
	types_handle_close(hdl);
	close(file);
	return 0;
}
