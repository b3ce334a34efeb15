/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * args[n]: types of the probe's arguments. fbt and sdt take them from the kernel's
 * types, pid from those of the process; other providers say them as text (DTRACEIOC_PROBEARG), with
 * a translated type where there is one.
 */
#include "dt_abi.h"
#include "dt_cook.h"
#include "dt_target.h"
#include <stdlib.h>

#define PROBES_COMPARED 64 /* of those a description matches */
#define LIST_BYTES	(64u << 10)

struct argument {
	struct dt_type *native, *translated; /* translated: NULL for none */
	int32_t mapping;		     /* index the engine knows it by */
	bool exists;
	bool user;	   /* what it points to is in the process */
	bool is_address;   /* it is the object's address there */
	const char *why; /* NULL, or why there is none though its type is known */
};

/* --- fbt ------------------------------------------------------------------------------------ */

static bool is_fbt(const struct dtrace_probe_desc *desc)
{
	return !strcmp(desc->provider, "fbt") || !strcmp(desc->provider, "rawfbt");
}

static bool is_plain(const char *text)
{
	return *text && !strpbrk(text, "*?[\\");
}

/* A description without a module: that of the kernel's symbol of this name. */
static struct dt_type *prototype(struct dt_unit *unit, const struct dtrace_probe_desc *desc)
{
	struct dt_symbol symbol;

	if (!is_plain(desc->function))
		return NULL;
	if (is_plain(desc->module))
		return dt_function_type(unit->hdl, desc->module, desc->function);
	if (dt_symbol_by_name(unit->hdl, NULL, desc->function, &symbol))
		return NULL;
	return dt_function_type(unit->hdl, symbol.module, desc->function);
}

/* args[0] of a return is the offset, args[1] the value. */
static void function_argument(struct dt_unit *unit, const struct dtrace_probe_desc *desc,
			      uint64_t index, struct argument *argument)
{
	struct dt_type *function = prototype(unit, desc), *type = NULL;

	if (!function)
		return;
	if (strcmp(desc->name, "return"))
		type = index < dt_function_parameter_count(function)
			       ? dt_function_parameter(function, index)
			       : NULL;
	else if (index == 0)
		type = dt_intrinsic(unit->hdl, DT_INT);
	else if (index == 1)
		type = dt_type_reference(dt_type_resolve(function));
	if (type && dt_type_kind(dt_type_resolve(type)) == DT_KIND_VOID)
		type = NULL;
	argument->exists = type != NULL;
	argument->native = type;
	argument->mapping = index;
}

/* --- pid ------------------------------------------------------------------------------------ */

/* What has no place is refused when it is used. */
static void user_type(struct dt_unit *unit, struct dt_type *type, const struct dt_abi_place *place,
		      struct argument *argument)
{
	argument->exists = true;
	argument->native = type;
	argument->mapping = place->argument;
	argument->user = true;
	argument->is_address = place->is_address;
	if (place->argument < 0)
		argument->why = dt_unit_strdup(unit, place->why);
}

static void user_argument(struct dt_unit *unit, const struct dtrace_probe_desc *desc,
			  uint64_t index, struct argument *argument)
{
	struct dt_type *function;
	struct dt_abi_place place;
	pid_t pid = dt_target_of_pid(desc->provider);

	function = pid ? dt_process_function_type(unit->hdl, pid, desc->module, desc->function)
		       : NULL;
	if (!function)
		return;
	if (!strcmp(desc->name, "entry")) {
		if (dt_abi_parameter(unit->hdl, function, index, &place))
			user_type(unit, dt_function_parameter(function, index), &place, argument);
	} else if (!strcmp(desc->name, "return") && index == 0) {
		argument->exists = true;
		argument->native = dt_intrinsic(unit->hdl, DT_INT);
	} else if (!strcmp(desc->name, "return") && index == 1) {
		if (dt_abi_result(unit->hdl, function, &place))
			user_type(unit, dt_type_reference(dt_type_resolve(function)), &place,
				  argument);
	}
}

/* --- sdt, rawtp ----------------------------------------------------------------------------- */

static bool is_sdt(const struct dtrace_probe_desc *desc)
{
	return !strcmp(desc->provider, "sdt") || !strcmp(desc->provider, "rawtp");
}

/* rawtp has as many, all of them plain words. */
static void tracepoint_argument(struct dt_unit *unit, const struct dtrace_probe_desc *desc,
				uint64_t index, struct argument *argument)
{
	struct dt_type *function;

	if (!is_plain(desc->name) || !is_plain(desc->module))
		return;
	function = dt_tracepoint_type(unit->hdl, desc->module, desc->name);
	if (!function || index + 1 >= dt_function_parameter_count(function))
		return;
	argument->exists = true;
	argument->native = strcmp(desc->provider, "rawtp")
				   ? dt_function_parameter(function, index + 1)
				   : dt_intrinsic(unit->hdl, DT_ULONG);
	argument->mapping = index;
}

/* --- other providers -------------------------------------------------------------------------- */

/* The type of a static probe's argument may be one of the program's own. */
static struct dt_type *argument_type(struct dt_unit *unit, const struct dt_node *at,
				     const struct dtrace_probe_desc *desc, const char *text)
{
	struct dt_type *type = dt_type_lookup(unit->hdl, NULL, text);
	struct dt_container *container = NULL;
	size_t stem;
	pid_t pid;

	if (!type && (pid = dt_target_of(desc->provider, &stem)))
		container = dt_process_container(unit->hdl, pid, desc->module);
	if (container)
		type = dt_type_lookup(unit->hdl, container, text);
	if (!type)
		dt_fail(unit, at, D_ARGS_TYPE, "type \"%s\" of the probe's argument is not known",
			text);
	return type;
}

static void described_argument(struct dt_unit *unit, const struct dt_node *at,
			       const struct dtrace_probe_desc *desc, uint64_t index,
			       struct argument *argument)
{
	struct dtrace_ioc_probearg probearg = {.id = desc->id, .index = index};
	size_t stem;

	if (dt_control(unit->hdl, DTRACEIOC_PROBEARG, &probearg) || probearg.mapping < 0)
		return;
	if (!*probearg.native)
		return;
	argument->exists = true;
	argument->mapping = probearg.mapping;
	argument->native = argument_type(unit, at, desc, probearg.native);
	argument->user = dt_target_of(desc->provider, &stem);
	if (dt_type_kind(dt_type_resolve(argument->native)) == DT_KIND_FLOAT)
		argument->why = "is a floating-point number; the argument without type has its bits";
	if (*probearg.translated && strcmp(probearg.translated, probearg.native))
		argument->translated = argument_type(unit, at, desc, probearg.translated);
}

static void probe_argument(struct dt_unit *unit, const struct dt_node *at,
			   const struct dtrace_probe_desc *desc, uint64_t index,
			   struct argument *argument)
{
	memset(argument, 0, sizeof(*argument));
	if (desc->id)
		described_argument(unit, at, desc, index, argument);
	if (!argument->exists && is_fbt(desc))
		function_argument(unit, desc, index, argument);
	if (!argument->exists && is_sdt(desc))
		tracepoint_argument(unit, desc, index, argument);
	if (!argument->exists)
		user_argument(unit, desc, index, argument);
}

/* --- over all probes a description matches --- */

static void unpack(const struct dtrace_packed_probe *probe, struct dtrace_probe_desc *desc)
{
	const char *name = probe->names;

	memset(desc, 0, sizeof(*desc));
	desc->id = probe->id;
	snprintf(desc->provider, sizeof(desc->provider), "%s", name);
	name += strlen(name) + 1;
	snprintf(desc->module, sizeof(desc->module), "%s", name);
	name += strlen(name) + 1;
	snprintf(desc->function, sizeof(desc->function), "%s", name);
	name += strlen(name) + 1;
	snprintf(desc->name, sizeof(desc->name), "%s", name);
}

static bool same_type(struct dt_type *a, struct dt_type *b)
{
	return a == b || (a && b && dt_type_same(a, b));
}

static bool same_argument(const struct argument *a, const struct argument *b)
{
	return a->exists == b->exists && a->mapping == b->mapping &&
	       same_type(a->native, b->native) && same_type(a->translated, b->translated);
}

static void compare_probes(struct dt_unit *unit, const struct dt_node *at,
			   const struct dtrace_ioc_probes *probes, uint64_t index,
			   struct argument *argument)
{
	const char *buffer = (const char *)(uintptr_t)probes->buffer;
	const struct dtrace_packed_probe *probe;
	struct dtrace_probe_desc desc;
	struct argument other;
	unsigned int compared = 0;

	for (uint64_t offset = 0; offset < probes->used && compared < PROBES_COMPARED;
	     offset += probe->length, compared++) {
		probe = (const void *)(buffer + offset);
		unpack(probe, &desc);
		if (!compared) {
			probe_argument(unit, at, &desc, index, argument);
			continue;
		}
		probe_argument(unit, at, &desc, index, &other);
		if (!same_argument(argument, &other))
			dt_fail(unit, at, D_ARGS_MULTI,
				"args[ ] may not be referenced because probe description %s matches "
				"probes with different arguments",
				unit->probe->string);
	}
}

/* Ask the backend. A buffer that is too small for all has the first ones, which will do. */
static void find_argument(struct dt_unit *unit, const struct dt_node *at, uint64_t index,
			  struct argument *argument)
{
	struct dtrace_ioc_probes probes = {.pattern = *unit->probe->desc, .start = 1};

	memset(argument, 0, sizeof(*argument));
	probes.flags = DTRACE_PROBES_PROVIDE;
	probes.size = LIST_BYTES;
	probes.buffer = (uintptr_t)dt_unit_alloc(unit, LIST_BYTES);
	if (unit->hdl->backend &&
	    !unit->hdl->backend->control(unit->hdl->connection, DTRACEIOC_PROBES, &probes))
		compare_probes(unit, at, &probes, index, argument);
	if (!probes.used)
		probe_argument(unit, at, unit->probe->desc, index, argument);
}

/* --- args[n] --- */

static struct dt_node *native_argument(struct dt_unit *unit, const struct dt_node *at,
				       const struct argument *argument)
{
	struct dt_node *name = dt_node_ident(unit, &at->place, DIF_SCOPE_GLOBAL, "args");
	struct dt_node *variable = dt_node_new(unit, DT_NODE_VAR, &at->place);

	variable->ident = dt_find(unit, name);
	variable->args = dt_cook(unit, dt_node_int(unit, &at->place, argument->mapping,
						   dt_intrinsic(unit->hdl, DT_INT)));
	dt_node_set_type(unit, variable,
			 argument->is_address ? dt_type_pointer(unit->hdl, argument->native)
					      : argument->native);
	if (argument->user && dt_node_is_pointer(variable))
		variable->flags |= DT_NF_USERLAND;
	if (!argument->is_address)
		return variable;
	return dt_cook(unit, dt_node_op1(unit, &at->place, DT_OP_DEREF, variable));
}

struct dt_node *dt_cook_args(struct dt_unit *unit, struct dt_node *node, struct dt_node *index)
{
	struct argument argument;
	struct dt_node *native, *xlate;

	if (index->kind != DT_NODE_INT)
		dt_fail(unit, node, D_ARGS_IDX, "index of args[ ] must be an integer constant");
	if (!unit->probe)
		dt_fail(unit, node, D_ARGS_NONE, "args[ ] may only be used in a clause");
	if (index->value > 255)
		dt_fail(unit, node, D_ARGS_IDX, "index %lld is out of range of args[ ]",
			(long long)index->value);
	find_argument(unit, node, index->value, &argument);
	if (!argument.exists && index->value > 0) {
		struct argument first;

		find_argument(unit, node, 0, &first);
		if (first.exists)
			dt_fail(unit, node, D_ARGS_IDX, "index %lld is out of range for %s args[ ]",
				(long long)index->value, unit->probe->string);
	}
	if (!argument.exists)
		dt_fail(unit, node, D_ARGS_NONE,
			"args[ ] is not typed for probe %s; use arg0, arg1, …",
			unit->probe->string);
	if (argument.why)
		dt_fail(unit, node, D_ARGS_NONE, "args[%lld] of probe %s %s", (long long)index->value,
			unit->probe->string, argument.why);
	native = native_argument(unit, node, &argument);
	if (!argument.translated)
		return native;
	xlate = dt_node_new(unit, DT_NODE_XLATE, &node->place);
	return dt_xlate_to(unit, xlate, argument.translated, native, D_ARGS_XLATOR);
}
