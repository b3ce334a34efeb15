/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * An object file of the application under dtrace -G: the site records of its dtrace_sites
 * sections (usdt/sites.h), the function each is in, and the two words of a record that -G sets.
 * Doing so again changes nothing.
 */
#include <errno.h>
#include <fcntl.h>
#include <gelf.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dt_impl.h"
#include "dt_usdt.h"
#include "usdt/sites.h"

struct dt_link_private {
	Elf *elf;
	Elf_Data *symbols;
	size_t symbol_names; /* section of their names */
};

static int refuse(struct dtrace_hdl *hdl, const struct dt_link_object *object, const char *why)
{
	return dt_set_error(hdl, EDT_MESSAGE, "%s: %s", object->path, why);
}

/* --- symbols and relocations -------------------------------------------------------------------
 */

/* The function that covers an offset of a section, or "". */
static const char *function_at(const struct dt_link_object *object, size_t section, uint64_t offset)
{
	const struct dt_link_private *private = object->private;
	GElf_Sym symbol;

	for (int i = 0; private->symbols && gelf_getsym(private->symbols, i, &symbol); i++) {
		if (GELF_ST_TYPE(symbol.st_info) == STT_FUNC && symbol.st_shndx == section &&
		    offset - symbol.st_value < symbol.st_size) {
			const char *name =
				elf_strptr(private->elf, private->symbol_names, symbol.st_name);

			return name ? name : "";
		}
	}
	return "";
}

bool dt_link_object_defines(const struct dt_link_object *object, const char *symbol, bool *global)
{
	const struct dt_link_private *private = object->private;
	GElf_Sym entry;

	for (int i = 0; private->symbols && gelf_getsym(private->symbols, i, &entry); i++) {
		const char *name =
			elf_strptr(private->elf, private->symbol_names, entry.st_name);

		if (entry.st_shndx == SHN_UNDEF || !name || strcmp(name, symbol))
			continue;
		*global = GELF_ST_BIND(entry.st_info) != STB_LOCAL;
		return true;
	}
	return false;
}

struct target {
	size_t section;
	uint64_t offset;
};

static bool resolve(const struct dt_link_object *object, uint64_t info, int64_t addend,
		    struct target *target)
{
	GElf_Sym symbol;

	if (!object->private->symbols ||
	    !gelf_getsym(object->private->symbols, (int)GELF_R_SYM(info), &symbol))
		return false;
	target->section = symbol.st_shndx;
	target->offset = symbol.st_value + (uint64_t)addend;
	return true;
}

/* Where the word at `place` of a section points to once it is linked. */
static bool relocated(const struct dt_link_object *object, size_t section, uint64_t place,
		      int32_t word, struct target *target)
{
	Elf_Scn *scn = NULL;
	GElf_Shdr header;

	while ((scn = elf_nextscn(object->private->elf, scn))) {
		Elf_Data *data;
		GElf_Rela rela;
		GElf_Rel rel;

		if (!gelf_getshdr(scn, &header) || header.sh_info != section ||
		    (header.sh_type != SHT_RELA && header.sh_type != SHT_REL))
			continue;
		data = elf_getdata(scn, NULL);
		for (int i = 0; data && header.sh_type == SHT_RELA && gelf_getrela(data, i, &rela);
		     i++)
			if (rela.r_offset == place)
				return resolve(object, rela.r_info, rela.r_addend, target);
		for (int i = 0; data && header.sh_type == SHT_REL && gelf_getrel(data, i, &rel);
		     i++)
			if (rel.r_offset == place)
				return resolve(object, rel.r_info, word, target);
	}
	return false;
}

/* --- records
 * -------------------------------------------------------------------------------------- */

static unsigned int count_words(const char *text)
{
	unsigned int count = 0;

	while (*(text += strspn(text, " "))) {
		count++;
		text += strcspn(text, " ");
	}
	return count;
}

/* The three strings of a record must end inside it. */
static bool read_strings(const struct dtrace_site *record, struct dt_link_site *site)
{
	const char *at = record->strings, *end = (const char *)record + record->length;
	const char *parts[3];

	for (int i = 0; i < 3; i++) {
		parts[i] = at;
		at = memchr(at, '\0', (size_t)(end - at));
		if (!at++)
			return false;
	}
	site->provider = parts[0];
	site->name = parts[1];
	site->arguments = count_words(parts[2]);
	return true;
}

static int add_site(struct dtrace_hdl *hdl, struct dt_link_object *object, size_t section,
		    const GElf_Shdr *header, const Elf_Data *data, uint64_t at)
{
	const struct dtrace_site *record = (const void *)((const char *)data->d_buf + at);
	struct dt_link_site site = {.record = header->sh_offset + at, .function = ""}, *larger;
	struct target target;

	if (!read_strings(record, &site))
		return refuse(hdl, object, "a probe site record is damaged");
	if (relocated(object, section, at + offsetof(struct dtrace_site, probe), record->probe,
		      &target))
		site.function = function_at(object, target.section, target.offset);
	larger = realloc(object->sites, (object->count + 1) * sizeof(*larger));
	if (!larger)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	object->sites = larger;
	larger[object->count++] = site;
	return 0;
}

static int read_sites(struct dtrace_hdl *hdl, struct dt_link_object *object, Elf_Scn *scn,
		      const GElf_Shdr *header)
{
	Elf_Data *data = elf_rawdata(scn, NULL);
	uint64_t at = 0;

	while (data && at < data->d_size) {
		const struct dtrace_site *record = (const void *)((const char *)data->d_buf + at);

		if (data->d_size - at < sizeof(*record) || record->length < sizeof(*record) ||
		    record->length % 4 || record->length > data->d_size - at)
			return refuse(hdl, object, "a probe site record is damaged");
		if (add_site(hdl, object, elf_ndxscn(scn), header, data, at))
			return -1;
		at += record->length;
	}
	return 0;
}

/* --- the file
 * -------------------------------------------------------------------------------------- */

static void note_symbols(struct dt_link_object *object, Elf_Scn *scn, const GElf_Shdr *header)
{
	object->private->symbols = elf_getdata(scn, NULL);
	object->private->symbol_names = header->sh_link;
}

static int read_sections(struct dtrace_hdl *hdl, struct dt_link_object *object)
{
	Elf *elf = object->private->elf;
	Elf_Scn *scn = NULL;
	GElf_Shdr header;
	size_t names;

	if (elf_getshdrstrndx(elf, &names))
		return refuse(hdl, object, elf_errmsg(-1));
	while ((scn = elf_nextscn(elf, scn)))
		if (gelf_getshdr(scn, &header) && header.sh_type == SHT_SYMTAB)
			note_symbols(object, scn, &header);
	while ((scn = elf_nextscn(elf, scn))) {
		const char *name;

		if (!gelf_getshdr(scn, &header))
			continue;
		name = elf_strptr(elf, names, header.sh_name);
		if (name && !strncmp(name, ".gnu.lto_", 9))
			object->is_lto = true;
		if (name && !strcmp(name, DTRACE_SITES_SECTION) &&
		    read_sites(hdl, object, scn, &header))
			return -1;
	}
	return 0;
}

static int check_header(struct dtrace_hdl *hdl, struct dt_link_object *object)
{
	GElf_Ehdr header;

	if (elf_kind(object->private->elf) == ELF_K_AR)
		return refuse(hdl, object,
			      "is an archive: give dtrace -G the objects (.o) that it is made of, "
			      "before they go into it");
	if (elf_kind(object->private->elf) != ELF_K_ELF ||
	    !gelf_getehdr(object->private->elf, &header))
		return refuse(hdl, object, "is not an ELF object file");
	if (header.e_type != ET_REL)
		return refuse(hdl, object,
			      "is linked already: dtrace -G wants the object files (.o)");
	if (header.e_machine != EM_X86_64 && header.e_machine != EM_386)
		return refuse(hdl, object, "is for another machine than x86");
	object->is_32bit = gelf_getclass(object->private->elf) == ELFCLASS32;
	return 0;
}

int dt_link_object_open(struct dtrace_hdl *hdl, const char *path, struct dt_link_object *object)
{
	memset(object, 0, sizeof(*object));
	object->path = path;
	object->file = open(path, O_RDWR | O_CLOEXEC);
	if (object->file < 0)
		return refuse(hdl, object, strerror(errno));
	object->private = calloc(1, sizeof(*object->private));
	if (!object->private)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	elf_version(EV_CURRENT);
	object->private->elf = elf_begin(object->file, ELF_C_READ, NULL);
	if (!object->private->elf)
		return refuse(hdl, object, elf_errmsg(-1));
	return check_header(hdl, object) || read_sections(hdl, object) ? -1 : 0;
}

int dt_link_object_mark(struct dtrace_hdl *hdl, const struct dt_link_object *object,
			const struct dt_link_site *site, uint32_t owner, uint32_t function)
{
	uint32_t words[2] = {owner, function};

	if (pwrite(object->file, words, sizeof(words),
		   (off_t)(site->record + offsetof(struct dtrace_site, owner))) != sizeof(words))
		return refuse(hdl, object, strerror(errno));
	return 0;
}

void dt_link_object_close(struct dt_link_object *object)
{
	if (object->private && object->private->elf)
		elf_end(object->private->elf);
	if (object->file >= 0)
		close(object->file);
	free(object->private);
	free(object->sites);
	memset(object, 0, sizeof(*object));
	object->file = -1;
}
