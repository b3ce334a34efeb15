/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* See types_walk.h. */
#include <stdlib.h>
#include <string.h>

#include "types_walk.h"

static void ask_aggregate(struct dtrace_hdl *hdl, struct dt_type *type)
{
	struct dt_member member, again;
	size_t i;

	for (i = 0; i < 100 && !dt_type_member_at(type, i, &member); i++) {
		if (!dt_type_member(type, member.name, &again) && strcmp(again.name, member.name))
			abort();
		dt_type_size(hdl, member.type);
	}
	dt_type_member(type, "no such member", &member);
}

void types_walk_type(struct dtrace_hdl *hdl, struct dt_type *type)
{
	struct dt_enumerator enumerator;
	char name[256];
	size_t i;

	dt_type_name(type, name, sizeof(name));
	dt_type_lookup(hdl, NULL, name);
	dt_type_size(hdl, type);
	dt_type_align(type);
	dt_type_complete(type);
	dt_type_is_signed(type);
	dt_type_is_string_like(type);
	dt_type_bits(type);
	dt_array_count(type);
	ask_aggregate(hdl, type);
	for (i = 0; i < 100 && !dt_enumerator_at(type, i, &enumerator); i++)
		dt_enum_name(type, enumerator.value);
	for (i = 0; i < 100 && i < dt_function_parameter_count(type); i++)
		dt_type_same(type, dt_function_parameter(type, i));
	dt_type_same(type, dt_intrinsic(hdl, DT_INT));
}

static void walk(struct dtrace_hdl *hdl, struct btf *btf)
{
	struct dt_type *type, *previous = dt_intrinsic(hdl, DT_INT);
	char data[64];
	uint32_t id;
	FILE *out;

	memset(data, 0x5a, sizeof(data));
	out = fopen("/dev/null", "w");
	for (id = 0; id <= btf->end_id && id < 2000; id++) {
		type = btf_type_by_id(btf, id);
		types_walk_type(hdl, type);
		dt_type_same(type, previous);
		dt_type_pointer_compatible(type, previous);
		if (out)
			dt_print_value(hdl, out, type, data, sizeof(data));
		previous = type;
	}
	if (out)
		fclose(out);
}

bool types_walk_image(struct dtrace_hdl *hdl, const void *image, size_t size)
{
	struct dt_container *container;
	struct dt_type *type;
	char why[160];
	int64_t value;
	void *copy = malloc(size ? size : 1);

	if (!copy)
		abort();
	memcpy(copy, image, size);
	container = dt_btf_open(hdl->types, "vmlinux", copy, size, NULL, why, sizeof(why));
	if (!container)
		return false;
	hdl->types->kernel = container;
	hdl->types->kernel_tried = true;
	walk(hdl, (struct btf *)container);
	dt_enumerator_lookup(hdl, "A", &type, &value);
	return true;
}
