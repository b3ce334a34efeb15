/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A good DOF image of static probes, for tests that spoil it: one provider "probes" with two probes
 * of two sites each, arguments, a translated one, counters.
 */
#ifndef TEST_HELPER_IMAGE_H
#define TEST_HELPER_IMAGE_H

#include <dtrace/dof.h>
#include <string.h>

enum {
	HI_STRINGS,
	HI_PROBES,
	HI_ARGUMENTS,
	HI_OFFSETS,
	HI_SITES,
	HI_PROVIDER,
	HI_SECTIONS
};

struct helper_image {
	struct dof_header header;
	struct dof_section sections[HI_SECTIONS];
	struct dof_probe probes[2];
	struct dof_prsite sites[4];
	struct dof_provider provider;
	uint32_t offsets[4];
	uint8_t arguments[4];
	char strings[116];
};

/* Offsets in strings[]. */
#define HI_TEXT "\0probes\0first\0second\0function\0int\0char *\0string\0-4@%edi 8@%rsi\0"
enum {
	HI_NAME = 1,
	HI_FIRST = 8,
	HI_SECOND = 14,
	HI_FUNCTION = 21,
	HI_NATIVE = 30,
	HI_TRANSLATED = 41,
	HI_WHERE = 48
};

static inline void helper_section(struct helper_image *image, int index, uint32_t type,
				  uint32_t entry, const void *at, uint64_t size)
{
	image->sections[index] = (struct dof_section){
		.type = type,
		.align = 1,
		.flags = DOF_SECF_LOAD,
		.entsize = entry,
		.offset = (uint64_t)((const char *)at - (const char *)image),
		.size = size,
	};
}

/* `place`: an address of code; `counter`: of data, or 0. */
static inline void helper_image_make(struct helper_image *image, uint64_t place, uint64_t counter)
{
	static const uint8_t ident[DOF_ID_SIZE] = {
		0177, 'D', 'O', 'F', DOF_MODEL_LP64, DOF_ENCODE_LSB, DOF_VERSION_2, 2, 8, 8};

	memset(image, 0, sizeof(*image));
	memcpy(image->header.ident, ident, sizeof(ident));
	image->header.hdrsize = sizeof(struct dof_header);
	image->header.secsize = sizeof(struct dof_section);
	image->header.secnum = HI_SECTIONS;
	image->header.secoff = sizeof(struct dof_header);
	image->header.loadsz = image->header.filesz = sizeof(*image);
	memcpy(image->strings, HI_TEXT, sizeof(HI_TEXT));
	for (uint32_t i = 0; i < 4; i++) {
		image->offsets[i] = i;
		image->sites[i] = (struct dof_prsite){.semaphore = counter, .arguments = HI_WHERE};
	}
	for (uint32_t i = 0; i < 2; i++)
		image->probes[i] = (struct dof_probe){.addr = place,
						      .func = HI_FUNCTION,
						      .name = i ? HI_SECOND : HI_FIRST,
						      .nargv = HI_NATIVE,
						      .xargv = HI_TRANSLATED,
						      .argidx = i,
						      .offidx = 2 * i,
						      .nargc = 2,
						      .xargc = 1,
						      .noffs = 2};
	image->arguments[0] = 1;
	image->provider = (struct dof_provider){.strtab = HI_STRINGS,
						.probes = HI_PROBES,
						.prargs = HI_ARGUMENTS,
						.proffs = HI_OFFSETS,
						.name = HI_NAME,
						.provattr = DOF_ATTR(5, 5, 5),
						.prenoffs = DOF_NO_SECTION,
						.prsites = HI_SITES};
	helper_section(image, HI_STRINGS, DOF_SECT_STRTAB, 0, image->strings,
		       sizeof(image->strings));
	helper_section(image, HI_PROBES, DOF_SECT_PROBES, sizeof(struct dof_probe), image->probes,
		       sizeof(image->probes));
	helper_section(image, HI_ARGUMENTS, DOF_SECT_PRARGS, 1, image->arguments,
		       sizeof(image->arguments));
	helper_section(image, HI_OFFSETS, DOF_SECT_PROFFS, 4, image->offsets,
		       sizeof(image->offsets));
	helper_section(image, HI_SITES, DOF_SECT_PRSITES, sizeof(struct dof_prsite), image->sites,
		       sizeof(image->sites));
	helper_section(image, HI_PROVIDER, DOF_SECT_PROVIDER, 0, &image->provider,
		       sizeof(image->provider));
}

#endif
