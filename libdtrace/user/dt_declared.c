/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What an object's author declared of its static probes: the templates that dtrace -G has put into it
 * (section dtrace_templates, usdt/sites.h), from which a process tells the driver. Those who read the file
 * instead learn names of types, mappings and attributes here. Several objects of -G that were linked together
 * stand one behind the other; word 0 ends each.
 */
#include <stdlib.h>
#include <string.h>

#include "dt_object_private.h"
#include "usdt/sites.h"

#define DECLARED_MAX (1u << 16)

/* A template under the eye: its strings end in a NUL, so any offset below `size` is one of a string. */
struct reading {
	struct dt_object *object;
	struct dtrace_template header;
	const uint8_t *probes;
	const char *strings;
};

static const char *string_at(const struct reading *reading, uint32_t offset)
{
	return offset < reading->header.strings ? reading->strings + offset : NULL;
}

/* `count` strings from an offset on; NULL: there are not as many. */
static const char *strings_at(const struct reading *reading, uint32_t offset, uint32_t count)
{
	const char *first = string_at(reading, offset);

	for (; count; count--) {
		const char *text = string_at(reading, offset);

		if (!text || strlen(text) >= DTRACE_ARGTYPE_LEN)
			return NULL;
		offset += (uint32_t)strlen(text) + 1;
	}
	return first ? first : "";
}

static bool read_mapping(const struct reading *reading, const struct dtrace_template_probe *probe,
			 struct dt_declared *to)
{
	uint32_t size = reading->header.strings;

	if (!probe->translated_count)
		return true;
	if (probe->mapping > size || probe->translated_count > size - probe->mapping)
		return false;
	to->mapping = (const uint8_t *)reading->strings + probe->mapping;
	for (uint32_t i = 0; i < probe->translated_count; i++)
		if (to->mapping[i] >= probe->native_count)
			return false;
	return true;
}

static bool read_probe(const struct reading *reading, uint32_t index, struct dt_declared *to)
{
	struct dtrace_template_probe probe;

	memcpy(&probe, reading->probes + index * sizeof(probe), sizeof(probe));
	*to = (struct dt_declared){
		.provider = string_at(reading, reading->header.provider),
		.name = string_at(reading, probe.name),
		.native = strings_at(reading, probe.native, probe.native_count),
		.translated = strings_at(reading, probe.translated, probe.translated_count),
		.native_count = probe.native_count,
		.translated_count = probe.translated_count,
	};
	memcpy(to->attributes, reading->header.attributes, sizeof(to->attributes));
	return to->provider && to->name && to->native && to->translated &&
	       read_mapping(reading, &probe, to);
}

static void read_probes(const struct reading *reading)
{
	struct dt_object *object = reading->object;

	for (uint32_t i = 0; i < reading->header.probes && object->declared_count < DECLARED_MAX; i++) {
		struct dt_declared declared, *larger;

		if (!read_probe(reading, i, &declared))
			continue;
		larger = dt_user_grow(object->declared, object->declared_count, sizeof(*larger));
		if (!larger)
			return;
		object->declared = larger;
		larger[object->declared_count++] = declared;
	}
}

/* How long the template is that begins there; 0: it is damaged. */
static size_t read_template(struct dt_object *object, const char *at, size_t left)
{
	struct reading reading = {.object = object};
	uint64_t size;

	if (left < sizeof(reading.header))
		return 0;
	memcpy(&reading.header, at, sizeof(reading.header));
	size = sizeof(reading.header) +
	       (uint64_t)reading.header.probes * sizeof(struct dtrace_template_probe);
	if (size > left || !reading.header.strings || reading.header.strings > left - size)
		return 0;
	reading.probes = (const uint8_t *)at + sizeof(reading.header);
	reading.strings = at + size;
	if (reading.strings[reading.header.strings - 1])
		return 0;
	read_probes(&reading);
	return size + reading.header.strings;
}

void dt_object_read_declared(struct dt_object *object)
{
	GElf_Shdr header;
	Elf_Scn *section =
		dt_section_named(object->private->elf, DTRACE_TEMPLATES_SECTION, &header);
	Elf_Data *data = section ? dt_section_data(section) : NULL;
	size_t at = 0, length;
	uint32_t owner;

	for (; data && data->d_size - at >= sizeof(owner); at += length) {
		const char *bytes = (const char *)data->d_buf + at;

		memcpy(&owner, bytes, sizeof(owner));
		length = owner ? read_template(object, bytes, data->d_size - at) : sizeof(owner);
		if (!length)
			return;
	}
}

const struct dt_declared *dt_object_declared(const struct dt_object *object, const char *provider,
					     const char *name)
{
	for (size_t i = 0; i < object->declared_count; i++)
		if (!strcmp(object->declared[i].name, name) &&
		    !strcmp(object->declared[i].provider, provider))
			return &object->declared[i];
	return NULL;
}
