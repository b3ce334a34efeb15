/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Walks the executable sections of an ELF64 file; see elf_text.h. Every offset is checked against
 * the mapped size before it is used; a file that lies is refused.
 */
#include <elf.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "elf_text.h"

struct image {
	const char *file;
	const uint8_t *base;
	size_t size;
	const Elf64_Ehdr *header;
	const Elf64_Shdr *sections;
};

struct mark {
	uint64_t offset; /* in the section */
	const char *name;
};

static bool inside(const struct image *image, uint64_t offset, uint64_t size)
{
	return offset <= image->size && size <= image->size - offset;
}

static int check_header(struct image *image)
{
	const Elf64_Ehdr *header = (const void *)image->base;

	if (image->size < sizeof(*header) || memcmp(header->e_ident, ELFMAG, SELFMAG) ||
	    header->e_ident[EI_CLASS] != ELFCLASS64 || header->e_machine != EM_X86_64 ||
	    header->e_shentsize != sizeof(Elf64_Shdr) || header->e_shoff % 8 ||
	    !inside(image, header->e_shoff, (uint64_t)header->e_shnum * sizeof(Elf64_Shdr)))
		return -ENOEXEC;
	image->header = header;
	image->sections = (const void *)(image->base + header->e_shoff);
	return 0;
}

static int by_offset(const void *a, const void *b)
{
	const struct mark *left = a, *right = b;

	return left->offset < right->offset ? -1 : left->offset > right->offset;
}

/* The name at an offset of a string table, or NULL. */
static const char *string_at(const struct image *image, uint32_t section, uint32_t offset)
{
	const Elf64_Shdr *strings;

	if (section >= image->header->e_shnum)
		return NULL;
	strings = &image->sections[section];
	if (strings->sh_type != SHT_STRTAB || offset >= strings->sh_size ||
	    !inside(image, strings->sh_offset, strings->sh_size) ||
	    !memchr(image->base + strings->sh_offset + offset, 0, strings->sh_size - offset))
		return NULL;
	return (const char *)image->base + strings->sh_offset + offset;
}

/* Add the functions of one symbol table that lie in the section. */
static size_t collect(const struct image *image, const Elf64_Shdr *table, unsigned int section,
		      struct mark *marks, size_t count)
{
	const Elf64_Shdr *text = &image->sections[section];
	const Elf64_Sym *symbols = (const void *)(image->base + table->sh_offset);
	uint64_t start = image->header->e_type == ET_REL ? 0 : text->sh_addr;
	const char *name;
	size_t i;

	for (i = 0; i < table->sh_size / sizeof(*symbols); i++) {
		if (ELF64_ST_TYPE(symbols[i].st_info) != STT_FUNC ||
		    symbols[i].st_shndx != section || symbols[i].st_value - start >= text->sh_size)
			continue;
		name = string_at(image, table->sh_link, symbols[i].st_name);
		marks[count++] = (struct mark){symbols[i].st_value - start, name ? name : "?"};
	}
	return count;
}

static bool is_symbol_table(const struct image *image, const Elf64_Shdr *section)
{
	return (section->sh_type == SHT_SYMTAB || section->sh_type == SHT_DYNSYM) &&
	       section->sh_offset % 8 == 0 && inside(image, section->sh_offset, section->sh_size);
}

static void visit_marks(const struct image *image, const Elf64_Shdr *text, struct mark *marks,
			size_t count, text_visit *visit, void *arg)
{
	struct text_stretch stretch = {.file = image->file};
	uint64_t end;
	size_t i;

	qsort(marks, count, sizeof(*marks), by_offset);
	for (i = 0; i < count; i++) {
		end = i + 1 < count ? marks[i + 1].offset : text->sh_size;
		stretch.name = marks[i].name;
		stretch.address = text->sh_addr + marks[i].offset;
		stretch.bytes = image->base + text->sh_offset + marks[i].offset;
		stretch.size = end - marks[i].offset;
		if (stretch.size)
			visit(&stretch, arg);
	}
}

static int walk_section(const struct image *image, unsigned int section, text_visit *visit,
			void *arg)
{
	const Elf64_Shdr *text = &image->sections[section];
	const char *name = string_at(image, image->header->e_shstrndx, text->sh_name);
	size_t room = 1, count = 0;
	struct mark *marks;
	unsigned int i;

	for (i = 0; i < image->header->e_shnum; i++) {
		if (is_symbol_table(image, &image->sections[i]))
			room += image->sections[i].sh_size / sizeof(Elf64_Sym);
	}
	marks = calloc(room, sizeof(*marks));
	if (!marks)
		return -ENOMEM;
	marks[count++] = (struct mark){0, name ? name : "?"};
	for (i = 0; i < image->header->e_shnum; i++) {
		if (is_symbol_table(image, &image->sections[i]))
			count = collect(image, &image->sections[i], section, marks, count);
	}
	visit_marks(image, text, marks, count, visit, arg);
	free(marks);
	return 0;
}

static int walk_image(struct image *image, text_visit *visit, void *arg)
{
	int error = check_header(image);
	unsigned int i;

	for (i = 0; !error && i < image->header->e_shnum; i++) {
		const Elf64_Shdr *section = &image->sections[i];

		if (section->sh_type != SHT_PROGBITS || !(section->sh_flags & SHF_EXECINSTR))
			continue;
		error = inside(image, section->sh_offset, section->sh_size)
				? walk_section(image, i, visit, arg)
				: -ENOEXEC;
	}
	return error;
}

int elf_text_walk(const char *file, text_visit *visit, void *arg)
{
	struct image image = {.file = file};
	struct stat st;
	void *map;
	int fd, error;

	fd = open(file, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return -errno;
	map = MAP_FAILED;
	if (fstat(fd, &st) == 0 && st.st_size > 0)
		map = mmap(NULL, st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	close(fd);
	if (map == MAP_FAILED)
		return -ENOEXEC;
	image.base = map;
	image.size = st.st_size;
	error = walk_image(&image, visit, arg);
	munmap(map, st.st_size);
	return error;
}
