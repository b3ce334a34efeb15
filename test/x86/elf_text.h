/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The executable bytes of an ELF file, one call for each stretch: from one function symbol (or the
 * beginning of a section) to the next, so that a decoder starts afresh wherever the file says that
 * code begins.
 */
#ifndef TEST_X86_ELF_TEXT_H
#define TEST_X86_ELF_TEXT_H

#include <dtrace/types.h>

struct text_stretch {
	const char *file;
	const char *name; /* of the symbol or section */
	uint64_t address;
	const uint8_t *bytes;
	size_t size;
};

typedef void text_visit(const struct text_stretch *stretch, void *arg);

/* 0, or a negative errno: -ENOEXEC where the file is no x86-64 ELF or is damaged. */
int elf_text_walk(const char *file, text_visit *visit, void *arg);

#endif
