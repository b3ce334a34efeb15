/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Variables and functions of the process that is traced, as values in a program: a.out`count,
 * libfoo.so`table. The address is the ELF symbol's, moved to where the object is mapped; the type
 * is the debugging information's. Where the firing process is another than the target, what is read
 * there is what that process has at this address.
 */
#include <string.h>

#include "driver/user/process_objects.h"
#include "dt_consumer.h"
#include "dt_target.h"
#include "dt_type_impl.h"

static enum dt_target_answer find_address(struct dtrace_hdl *hdl, const char *object,
					  const char *name, uint64_t *address)
{
	const struct process_object *entry = dt_target_object(hdl, hdl->target, object);
	enum dt_target_answer answer = DT_TARGET_NO_OBJECT;
	struct dt_maps maps = {0};
	uint64_t bias;

	if (!entry || dt_maps_read(&maps, hdl->target))
		return answer;
	if (process_object_bias(entry->object, &maps, &bias)) {
		answer = dt_object_symbol(entry->object, name, address) ? DT_TARGET_FOUND
									: DT_TARGET_NO_SYMBOL;
		*address += bias;
	}
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
	answer = find_address(hdl, object, name, address);
	if (answer != DT_TARGET_FOUND)
		return answer;
	container = dt_types_target(hdl->types, object);
	*type = container ? dt_container_variable(container, name) : NULL;
	if (container && !*type)
		*type = dt_container_function(container, name);
	return answer;
}
