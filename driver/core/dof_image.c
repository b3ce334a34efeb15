/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Reading a DOF image: the header and every section header are checked first, by
 * dtrace_dof_check(); after that sections are only reached through dtrace_dof_section() and strings
 * through dtrace_dof_string(), which check type, entry size and bounds.
 */
#include "dof.h"

#define SECTIONS_MAX 65536u

int dtrace_dof_refuse(struct dtrace_dof *dof, const char *why, uint32_t section)
{
	dtrace_message(dof->message, dof->size, "DOF section %u: %s", section, why);
	return -EINVAL;
}

int dtrace_dof_refuse_image(struct dtrace_dof *dof, const char *why)
{
	dtrace_message(dof->message, dof->size, "DOF: %s", why);
	return -EINVAL;
}

/* --- the image as a whole ---------------------------------------------- */

static int check_ident(struct dtrace_dof *dof)
{
	const uint8_t *ident = dof->header->ident;
	unsigned int i;

	if (memcmp(&ident[DOF_ID_MAG0], "\177DOF", 4) != 0)
		return dtrace_dof_refuse_image(dof, "not a DOF image");
	if (ident[DOF_ID_MODEL] != DOF_MODEL_LP64 &&
	    !(dof->any_model && ident[DOF_ID_MODEL] == DOF_MODEL_ILP32))
		return dtrace_dof_refuse_image(dof, "data model is not LP64");
	if (ident[DOF_ID_ENCODING] != DOF_ENCODE_LSB)
		return dtrace_dof_refuse_image(dof, "byte order is not little-endian");
	if (ident[DOF_ID_VERSION] != DOF_VERSION_1 && ident[DOF_ID_VERSION] != DOF_VERSION_2)
		return dtrace_dof_refuse_image(dof, "unknown DOF version");
	if (ident[DOF_ID_DIFVERS] == 0 || ident[DOF_ID_DIFVERS] > DIF_VERSION)
		return dtrace_dof_refuse_image(dof, "unknown DIF version");
	if (ident[DOF_ID_DIFIREG] > DIF_INT_REGS)
		return dtrace_dof_refuse_image(dof, "needs more integer registers than there are");
	if (ident[DOF_ID_DIFTREG] > DIF_TUPLE_REGS)
		return dtrace_dof_refuse_image(dof, "needs more tuple registers than there are");
	for (i = DOF_ID_DIFTREG + 1; i < DOF_ID_SIZE; i++)
		if (ident[i] != 0)
			return dtrace_dof_refuse_image(dof,
						       "padding of the identification is not zero");
	return 0;
}

static int check_header(struct dtrace_dof *dof, size_t size)
{
	const struct dof_header *header = dof->header;

	if (header->flags != 0)
		return dtrace_dof_refuse_image(dof, "unknown flags");
	if (header->hdrsize != sizeof(struct dof_header) ||
	    header->secsize != sizeof(struct dof_section))
		return dtrace_dof_refuse_image(dof, "unknown size of headers");
	if (header->filesz > size || header->loadsz > header->filesz)
		return dtrace_dof_refuse_image(dof, "sizes contradict each other");
	if (header->secnum == 0 || header->secnum > SECTIONS_MAX)
		return dtrace_dof_refuse_image(dof, "impossible number of sections");
	if (header->secoff % 8 != 0 || header->secoff < sizeof(*header) ||
	    header->secoff > header->loadsz ||
	    header->secnum * sizeof(struct dof_section) > header->loadsz - header->secoff)
		return dtrace_dof_refuse_image(dof, "section headers leave the image");
	return 0;
}

static int check_section(struct dtrace_dof *dof, uint32_t index)
{
	const struct dof_section *section = &dof->sections[index];

	if (section->flags & ~(uint32_t)DOF_SECF_LOAD)
		return dtrace_dof_refuse(dof, "unknown flags", index);
	if (!(section->flags & DOF_SECF_LOAD))
		return 0; /* never looked at */
	if (section->align == 0 || (section->align & (section->align - 1)) != 0)
		return dtrace_dof_refuse(dof, "alignment is not a power of two", index);
	if (section->offset % section->align != 0)
		return dtrace_dof_refuse(dof, "misaligned", index);
	if (section->offset > dof->header->loadsz ||
	    section->size > dof->header->loadsz - section->offset)
		return dtrace_dof_refuse(dof, "leaves the image", index);
	if (section->entsize != 0 && section->size % section->entsize != 0)
		return dtrace_dof_refuse(dof, "size is not a multiple of its entry size", index);
	if (section->type == DOF_SECT_STRTAB &&
	    (section->size == 0 || dof->bytes[section->offset + section->size - 1] != '\0'))
		return dtrace_dof_refuse(dof, "string table does not end in NUL", index);
	return 0;
}

int dtrace_dof_check(struct dtrace_dof *dof, size_t size)
{
	uint32_t i;
	int error;

	if (size < sizeof(struct dof_header))
		return dtrace_dof_refuse_image(dof, "too short for a header");
	error = check_ident(dof);
	if (error == 0)
		error = check_header(dof, size);
	if (error != 0)
		return error;
	dof->sections = (const void *)(dof->bytes + dof->header->secoff);
	for (i = 0; i < dof->header->secnum && error == 0; i++)
		error = check_section(dof, i);
	return error;
}

/* --- the only ways to the contents ------------------------------------- */

/*
 * The loadable section `index`, of that type, its entries of `entry` bytes aligned to `align`. NULL
 * after saying what is wrong.
 */
const struct dof_section *dtrace_dof_section(struct dtrace_dof *dof, uint32_t index, uint32_t type,
					     uint32_t entry, uint32_t align)
{
	const struct dof_section *found;

	if (index >= dof->header->secnum) {
		dtrace_dof_refuse(dof, "is named but does not exist", index);
		return NULL;
	}
	found = &dof->sections[index];
	if (found->type != type || !(found->flags & DOF_SECF_LOAD)) {
		dtrace_dof_refuse(dof, "is not of the type that is named", index);
		return NULL;
	}
	if (found->offset % align != 0) {
		dtrace_dof_refuse(dof, "misaligned for its contents", index);
		return NULL;
	}
	if (found->size % entry != 0 || (found->entsize != 0 && found->entsize != entry)) {
		dtrace_dof_refuse(dof, "size does not fit its contents", index);
		return NULL;
	}
	return found;
}

const void *dtrace_dof_contents(struct dtrace_dof *dof, const struct dof_section *found)
{
	return dof->bytes + found->offset;
}

/* A string shorter than `limit` with its NUL, or NULL after saying what is wrong. */
const char *dtrace_dof_string(struct dtrace_dof *dof, uint32_t index, uint32_t offset, size_t limit)
{
	const struct dof_section *table = dtrace_dof_section(dof, index, DOF_SECT_STRTAB, 1, 1);
	const char *text;

	if (table == NULL)
		return NULL;
	if (offset >= table->size) {
		dtrace_dof_refuse(dof, "string offset leaves the table", index);
		return NULL;
	}
	text = (const char *)dtrace_dof_contents(dof, table) + offset;
	if (strlen(text) >= limit) {
		dtrace_dof_refuse(dof, "string is too long", index);
		return NULL;
	}
	return text;
}
