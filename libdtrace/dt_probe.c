/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Looking at probes: walking those that match a pattern, finding one by id, telling
 * what is known of its stability and arguments.
 *
 * The engine hands probes over in bulk, packed; they are unpacked one at a time.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "dt_attribute.h"
#include "dt_impl.h"
#include "dt_target.h"

#define BATCH (256u << 10) /* bytes of one call */

/*
 * The next of four strings inside [*at, end) into to; -1 if it is not terminated there or too long.
 */
static int take_name(const char **at, const char *end, char *to, size_t size)
{
	size_t length = strnlen(*at, end - *at);

	if (length == (size_t)(end - *at) || length >= size)
		return -1;
	memcpy(to, *at, length + 1);
	*at += length + 1;
	return 0;
}

static int unpack(const struct dtrace_packed_probe *packed, dtrace_probedesc_t *desc)
{
	const char *at = packed->names, *end = (const char *)packed + packed->length;

	desc->id = packed->id;
	return take_name(&at, end, desc->provider, sizeof(desc->provider)) ||
			       take_name(&at, end, desc->module, sizeof(desc->module)) ||
			       take_name(&at, end, desc->function, sizeof(desc->function)) ||
			       take_name(&at, end, desc->name, sizeof(desc->name))
		       ? -1
		       : 0;
}

static int walk_batch(dtrace_hdl_t *hdl, const char *buffer, size_t used, dtrace_probe_f *function,
		      void *data)
{
	dtrace_probedesc_t desc;

	for (size_t at = 0; at < used;) {
		const struct dtrace_packed_probe *packed = (const void *)(buffer + at);
		int result;

		if (used - at < sizeof(*packed) || packed->length < sizeof(*packed) ||
		    packed->length > used - at || unpack(packed, &desc))
			return dt_set_error(hdl, EDT_MESSAGE,
					    "the engine's list of probes is damaged");
		result = function(hdl, &desc, data);
		if (result)
			return result;
		at += packed->length;
	}
	return 0;
}

int dtrace_probe_iter(dtrace_hdl_t *hdl, const dtrace_probedesc_t *pattern,
		      dtrace_probe_f *function, void *data)
{
	struct dtrace_ioc_probes ask = {.start = 1, .flags = DTRACE_PROBES_PROVIDE};
	char *buffer = malloc(BATCH);
	int result = 0;

	if (!buffer)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	if (pattern)
		ask.pattern = *pattern;
	while (!result && ask.start) {
		ask.buffer = (uintptr_t)buffer;
		ask.size = BATCH;
		if (dt_control(hdl, DTRACEIOC_PROBES, &ask)) {
			result = -1;
			break;
		}
		result = walk_batch(hdl, buffer, ask.used <= BATCH ? ask.used : 0, function, data);
		ask.start = ask.next;
		ask.flags &= ~DTRACE_PROBES_PROVIDE;
	}
	free(buffer);
	return result;
}

int dtrace_program_probes(dtrace_hdl_t *hdl, const dtrace_prog_t *program, dtrace_probe_f *function,
			  void *data)
{
	int result = 0;

	for (const struct dt_clause *clause = program->clauses; clause && !result;
	     clause = clause->next) {
		for (uint32_t i = 0; i < clause->probe_count && !result; i++)
			result = dtrace_probe_iter(hdl, &clause->probes[i], function, data);
	}
	return result;
}

static int keep(dtrace_hdl_t *hdl, const dtrace_probedesc_t *desc, void *to)
{
	*(dtrace_probedesc_t *)to = *desc;
	return 1;
}

int dtrace_id2desc(dtrace_hdl_t *hdl, dtrace_id_t id, dtrace_probedesc_t *desc)
{
	dtrace_probedesc_t pattern = {.id = id};
	int found = id ? dtrace_probe_iter(hdl, &pattern, keep, desc) : 0;

	if (found < 0)
		return -1;
	return found ? 0 : dt_set_error(hdl, EDT_NOPROBE, "there is no probe %u", id);
}

char *dtrace_desc2str(const dtrace_probedesc_t *desc, char *to, size_t size)
{
	if (desc->id)
		snprintf(to, size, "%u", desc->id);
	else
		snprintf(to, size, "%s:%s:%s:%s", desc->provider, desc->module, desc->function,
			 desc->name);
	return to;
}

static void add_type(struct dt_type *type, struct dtrace_probe_info *info)
{
	if (info->argc < DTRACE_ARGS_MAX + 6)
		dt_type_name(type, info->types[info->argc++], DTRACE_ARGTYPE_LEN);
}

static void add_parameters(struct dt_type *function, size_t first, struct dtrace_probe_info *info)
{
	size_t count = function ? dt_function_parameter_count(function) : 0;

	for (size_t i = first; i < count; i++)
		add_type(dt_function_parameter(function, i), info);
}

/* Of a return: where it is, and the value. */
static void add_result(dtrace_hdl_t *hdl, struct dt_type *function, struct dtrace_probe_info *info)
{
	struct dt_type *value = function ? dt_type_reference(dt_type_resolve(function)) : NULL;

	if (!function)
		return;
	add_type(dt_intrinsic(hdl, DT_INT), info);
	if (value && dt_type_kind(dt_type_resolve(value)) != DT_KIND_VOID)
		add_type(value, info);
}

static void add_function_arguments(dtrace_hdl_t *hdl, const dtrace_probedesc_t *desc,
				   struct dt_type *function, struct dtrace_probe_info *info)
{
	if (!strcmp(desc->name, "entry"))
		add_parameters(function, 0, info);
	else if (!strcmp(desc->name, "return"))
		add_result(hdl, function, info);
}

static void add_process_arguments(dtrace_hdl_t *hdl, const dtrace_probedesc_t *desc,
				  struct dtrace_probe_info *info)
{
	pid_t pid = dt_target_of_pid(desc->provider);

	if (pid)
		add_function_arguments(
			hdl, desc, dt_process_function_type(hdl, pid, desc->module, desc->function),
			info);
}

/* Arguments of fbt and sdt are known from the kernel's types, those of pid from the process's, not
 * from the engine. */
static void add_kernel_arguments(dtrace_hdl_t *hdl, const dtrace_probedesc_t *desc,
				 struct dtrace_probe_info *info)
{
	if (!strcmp(desc->provider, "fbt"))
		add_function_arguments(hdl, desc,
				       dt_function_type(hdl, desc->module, desc->function), info);
	else if (!strcmp(desc->provider, "sdt"))
		add_parameters(dt_tracepoint_type(hdl, desc->module, desc->name), 1, info);
	else
		add_process_arguments(hdl, desc, info);
}

int dtrace_probe_info(dtrace_hdl_t *hdl, const dtrace_probedesc_t *desc,
		      struct dtrace_probe_info *info)
{
	struct dtrace_ioc_provider provider = {0};

	memset(info, 0, sizeof(*info));
	memcpy(provider.name, desc->provider, sizeof(provider.name));
	if (dt_control(hdl, DTRACEIOC_PROVIDER, &provider))
		return -1;
	info->attributes = provider.attributes;
	info->probe = dt_attribute_of_probe(&provider.attributes, desc);
	info->args = provider.attributes.args;
	for (uint32_t i = 0; i < DTRACE_ARGS_MAX + 6; i++) {
		struct dtrace_ioc_probearg arg = {.id = desc->id, .index = i};

		if (dt_control(hdl, DTRACEIOC_PROBEARG, &arg) || arg.mapping < 0)
			break;
		arg.native[DTRACE_ARGTYPE_LEN - 1] = arg.translated[DTRACE_ARGTYPE_LEN - 1] = '\0';
		memcpy(info->types[info->argc++], arg.translated[0] ? arg.translated : arg.native,
		       DTRACE_ARGTYPE_LEN);
	}
	if (!info->argc)
		add_kernel_arguments(hdl, desc, info);
	return 0;
}
