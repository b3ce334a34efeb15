/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Static probes of everybody: the notes of section .note.stapsdt, owner "stapsdt", type 3:
 *
 *	address of the probe, address of .stapsdt.base when linked, address of the counter
 *	(each as wide as the file's addresses), provider \0 name \0 arguments \0
 *
 * A prelinked file has moved since the note was written: by as much as .stapsdt.base has.
 */
#include <stdlib.h>
#include <string.h>

#include "driver/core/location.h"
#include "dt_object_private.h"
#include "usdt/sites.h"

#define OWNER	  "stapsdt"
#define NOTE_TYPE 3
#define NOTES_MAX (1u << 20)

static uint64_t word(const struct dt_object *object, const uint8_t *at, unsigned int index)
{
	uint64_t wide;
	uint32_t narrow;

	if (object->is_32bit) {
		memcpy(&narrow, at + index * 4, 4);
		return narrow;
	}
	memcpy(&wide, at + index * 8, 8);
	return wide;
}

/* The next string of what is left, or NULL if it does not end. */
static const char *next_string(const uint8_t **at, size_t *left)
{
	const uint8_t *end = memchr(*at, '\0', *left);
	const char *text = (const char *)*at;

	if (!end)
		return NULL;
	*left -= (size_t)(end + 1 - *at);
	*at = end + 1;
	return text;
}

static bool fill(struct dt_object *object, const uint8_t *at, size_t size, uint64_t base,
		 struct dt_note *note)
{
	size_t width = object->is_32bit ? 4 : 8;
	const char *provider, *name, *arguments;
	uint64_t moved;

	if (size < 3 * width)
		return false;
	note->address = word(object, at, 0);
	moved = base && word(object, at, 1) ? base - word(object, at, 1) : 0;
	note->semaphore = word(object, at, 2);
	note->address += moved;
	note->semaphore += note->semaphore ? moved : 0;
	at += 3 * width;
	size -= 3 * width;
	provider = next_string(&at, &size);
	name = provider ? next_string(&at, &size) : NULL;
	arguments = name ? next_string(&at, &size) : NULL;
	if (!arguments || !*provider || !*name)
		return false;
	note->provider = dt_object_text(object, provider);
	note->name = dt_object_text(object, name);
	note->arguments = dt_object_text(object, arguments);
	return note->provider && note->name && note->arguments &&
	       dt_object_executable(object, note->address);
}

static void read_note(struct dt_object *object, const uint8_t *at, size_t size, uint64_t base)
{
	struct dt_note note, *larger;

	if (object->note_count >= NOTES_MAX || !fill(object, at, size, base, &note))
		return;
	larger = dt_user_grow(object->notes, object->note_count, sizeof(*larger));
	if (!larger)
		return;
	object->notes = larger;
	larger[object->note_count++] = note;
}

/* dtrace -G has been here: it names the owner of each site record (usdt/sites.h). */
static bool is_telling(Elf *elf)
{
	GElf_Shdr header;
	Elf_Scn *section = dt_section_named(elf, DTRACE_SITES_SECTION, &header);
	Elf_Data *data = section ? dt_section_data(section) : NULL;
	struct dtrace_site first;

	if (!data || data->d_size < sizeof(first))
		return false;
	memcpy(&first, data->d_buf, sizeof(first));
	return first.owner;
}

void dt_object_read_notes(struct dt_object *object)
{
	GElf_Shdr base, header;
	Elf *elf = object->private->elf;
	Elf_Scn *section = dt_section_named(elf, ".note.stapsdt", &header);
	Elf_Data *data = section ? dt_section_data(section) : NULL;
	size_t at = 0, name, desc;
	GElf_Nhdr note;

	object->tells = is_telling(elf);
	if (!data || !dt_section_named(elf, ".stapsdt.base", &base))
		base.sh_addr = 0;
	while (data && (at = gelf_getnote(data, at, &note, &name, &desc))) {
		const uint8_t *bytes = data->d_buf;

		if (note.n_type == NOTE_TYPE && note.n_namesz == sizeof(OWNER) &&
		    !memcmp(bytes + name, OWNER, sizeof(OWNER)))
			read_note(object, bytes + desc, note.n_descsz, base.sh_addr);
	}
}

/* --- arguments ------------------------------------------------------------------------------ */

struct place {
	const struct dt_object *object;
	const struct dt_note *note;
};

static bool symbol_distance(void *argument, const char *name, size_t length, int64_t *distance)
{
	const struct place *place = argument;
	char text[DTRACE_FUNCTION_LEN];
	uint64_t address;

	if (length >= sizeof(text))
		return false;
	memcpy(text, name, length);
	text[length] = '\0';
	if (!dt_object_symbol(place->object, text, &address))
		return false;
	*distance = (int64_t)(address - place->note->address);
	return true;
}

size_t dt_note_arguments(const struct dt_object *object, const struct dt_note *note,
			 struct dtrace_location *to, size_t room)
{
	struct place place = {object, note};
	const char *text = note->arguments;
	struct dtrace_location location;
	size_t count = 0;

	while (dtrace_location_parse(&text, symbol_distance, &place, &location)) {
		if (object->is_32bit)
			location.flags |= DTRACE_LOCATION_32BIT;
		if (count++ < room)
			to[count - 1] = location;
	}
	return count;
}
