/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * In the guest: the kernel's text as it is now, read through /proc/kcore.
 *
 *	text save FILE		keep a copy
 *	text diff FILE		addresses whose bytes differ, one a line: "ADDRESS was is"; status 1 if any
 *
 * The kernel itself rewrites jump labels and the like; callers save after the load has run once.
 */
#include <elf.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static uint64_t symbol(const char *wanted)
{
	FILE *file = fopen("/proc/kallsyms", "r");
	char line[512], name[256];
	uint64_t address, found = 0;

	while (file && !found && fgets(line, sizeof(line), file)) {
		if (sscanf(line, "%" SCNx64 " %*c %255s", &address, name) == 2 &&
		    !strcmp(name, wanted))
			found = address;
	}
	if (file)
		fclose(file);
	return found;
}

/* Where an address stands in /proc/kcore, -1: nowhere. */
static off_t place(int core, uint64_t address)
{
	Elf64_Ehdr header;
	Elf64_Phdr segment;

	if (pread(core, &header, sizeof(header), 0) != sizeof(header))
		return -1;
	for (int i = 0; i < header.e_phnum; i++) {
		if (pread(core, &segment, sizeof(segment), header.e_phoff + i * sizeof(segment)) !=
		    sizeof(segment))
			return -1;
		if (segment.p_type == PT_LOAD && address >= segment.p_vaddr &&
		    address - segment.p_vaddr < segment.p_memsz)
			return segment.p_offset + (address - segment.p_vaddr);
	}
	return -1;
}

static unsigned char *read_text(uint64_t start, size_t size)
{
	unsigned char *text = malloc(size);
	int core = open("/proc/kcore", O_RDONLY);
	off_t at = core < 0 ? -1 : place(core, start);

	for (size_t done = 0; at >= 0 && text && done < size;) {
		ssize_t got = pread(core, text + done, size - done, at + done);

		if (got <= 0) {
			at = -1;
			break;
		}
		done += got;
	}
	if (core >= 0)
		close(core);
	if (at < 0) {
		free(text);
		text = NULL;
	}
	return text;
}

static int save(const char *name, const unsigned char *text, size_t size)
{
	FILE *file = fopen(name, "w");
	int bad = !file || fwrite(text, 1, size, file) != size;

	return (file && fclose(file)) || bad ? 2 : 0;
}

static int diff(const char *name, const unsigned char *text, size_t size, uint64_t start)
{
	FILE *file = fopen(name, "r");
	unsigned char *old = malloc(size);
	size_t count = 0;

	if (!file || !old || fread(old, 1, size, file) != size)
		return 2;
	for (size_t i = 0; i < size; i++) {
		if (old[i] != text[i] && count++ < 100)
			printf("%" PRIx64 " %02x %02x\n", start + i, old[i], text[i]);
	}
	fclose(file);
	free(old);
	return count ? 1 : 0;
}

int main(int argc, char **argv)
{
	uint64_t start = symbol("_stext"), end = symbol("_etext");
	unsigned char *text = NULL;

	if (argc != 3 || (strcmp(argv[1], "save") && strcmp(argv[1], "diff"))) {
		fprintf(stderr, "usage: text save|diff FILE\n");
		return 2;
	}
	if (start && end > start)
		text = read_text(start, end - start);
	if (!text) {
		fprintf(stderr, "text: cannot read the kernel's text\n");
		return 2;
	}
	return !strcmp(argv[1], "save") ? save(argv[2], text, end - start) :
					  diff(argv[2], text, end - start, start);
}
