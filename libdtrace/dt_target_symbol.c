/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Variables and functions of the process that is traced, as values in a program: a.out`count,
 * libfoo.so`table. The address is the ELF symbol's, moved to where the object is mapped; the type
 * is the debugging information's. Where the firing process is another than the target, what is read
 * there is what that process has at this address.
 */
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "dt_consumer.h"
#include "dt_type_impl.h"
#include "user/dt_user.h"

static bool is_main(pid_t pid, const struct dt_mapping *mapping)
{
	char path[64];
	struct stat program;

	snprintf(path, sizeof(path), "/proc/%d/exe", (int)pid);
	return !stat(path, &program) && program.st_ino == mapping->inode;
}

/* The symbol in the object of one mapping. */
static int look_in(const struct dt_maps *maps, const struct dt_mapping *mapping, const char *object,
		   const char *name, uint64_t *address)
{
	int file = dt_mapping_open(maps, mapping);
	struct dt_object *opened;
	uint64_t bias;
	char why[256];
	int result = DT_TARGET_NO_OBJECT;

	if (file < 0)
		return result;
	opened = dt_object_open_file(file, mapping->path, why, sizeof(why));
	close(file);
	if (!opened)
		return result;
	if (dt_object_matches(opened, object, is_main(maps->pid, mapping)) &&
	    dt_mapping_bias(mapping, opened, &bias)) {
		result = dt_object_symbol(opened, name, address) ? DT_TARGET_FOUND
								 : DT_TARGET_NO_SYMBOL;
		*address += bias;
	}
	dt_object_close(opened);
	return result;
}

static enum dt_target_answer find_address(pid_t pid, const char *object, const char *name,
					  uint64_t *address)
{
	enum dt_target_answer answer = DT_TARGET_NO_OBJECT;
	struct dt_maps maps = {0};

	if (dt_maps_read(&maps, pid))
		return answer;
	for (size_t i = 0; i < maps.count && answer == DT_TARGET_NO_OBJECT; i++)
		if (maps.list[i].executable && maps.list[i].path[0] == '/')
			answer = look_in(&maps, &maps.list[i], object, name, address);
	dt_maps_free(&maps);
	return answer;
}

enum dt_target_answer dt_target_symbol(struct dtrace_hdl *hdl, const char *object, const char *name,
				       uint64_t *address, struct dt_type **type)
{
	struct dt_container *container;
	enum dt_target_answer answer;

	if (!hdl->target || strpbrk(object, "*?[\\"))
		return DT_TARGET_NO_OBJECT;
	dt_processes_evaluate(hdl, hdl->target);
	answer = find_address(hdl->target, object, name, address);
	if (answer != DT_TARGET_FOUND)
		return answer;
	container = dt_types_target(hdl->types, object);
	*type = container ? dt_container_variable(container, name) : NULL;
	if (container && !*type)
		*type = dt_container_function(container, name);
	return answer;
}
