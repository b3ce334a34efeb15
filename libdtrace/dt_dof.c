/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The DOF writer: a program and the handle's engine options become one image
 * (dtrace/dof.h). Sections are gathered as copies of their data, so that each can name those before
 * it by index; section 0 is the string table that descriptions and actions share and is filled in
 * last. Every DIF object brings its own string table, because its code holds offsets into it.
 */
#include <stdlib.h>
#include <string.h>

#include <dtrace/dof.h>
#include <dtrace/limits.h>

#include "dt_impl.h"
#include "dt_strtab.h"

#define ALIGNMENT 8u
#define STRINGS	  0u /* index of the shared string table */

struct section {
	uint32_t type, entsize;
	size_t size;
	void *data;
	const struct dt_difo *linked; /* its integers, some of which are symbols; NULL: they are none */
};

struct writer {
	struct section *sections;
	uint32_t count, room;
	struct dt_strtab strings;
	uint32_t empty; /* an offset, not 0, of "": offset 0 means "none" */
	bool failed;	/* no memory */
};

static size_t align_up(size_t size)
{
	return (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
}

/* --- gathering ----------------------------------------------------------- */

static bool make_room(struct writer *w)
{
	uint32_t room = w->room == 0 ? 32 : w->room * 2;
	struct section *sections;

	if (w->count < w->room)
		return true;
	sections = realloc(w->sections, room * sizeof(*sections));
	if (sections == NULL)
		return false;
	w->sections = sections;
	w->room = room;
	return true;
}

/* Add a section that takes `data` (malloc'ed, may be NULL for size 0) over; returns its index. */
static uint32_t add_taken(struct writer *w, uint32_t type, uint32_t entsize, void *data,
			  size_t size)
{
	if ((data == NULL && size != 0) || !make_room(w)) {
		w->failed = true;
		free(data);
		return DOF_NO_SECTION;
	}
	w->sections[w->count] =
		(struct section){.type = type, .entsize = entsize, .size = size, .data = data};
	return w->count++;
}

static uint32_t add_copy(struct writer *w, uint32_t type, uint32_t entsize, const void *data,
			 size_t size)
{
	void *copy = malloc(size != 0 ? size : 1);

	if (copy != NULL && size != 0)
		memcpy(copy, data, size);
	return add_taken(w, type, entsize, copy, copy != NULL ? size : 1);
}

static uint32_t name_offset(struct writer *w, const char *name)
{
	return dt_strtab_add(&w->strings, name);
}

/* As name_offset, but "" is told from NULL. */
static uint32_t optional_offset(struct writer *w, const char *text)
{
	if (text != NULL && text[0] == '\0')
		return w->empty;
	return name_offset(w, text);
}

static bool start(struct writer *w)
{
	static const char first[] = "dtrace";

	memset(w, 0, sizeof(*w));
	dt_strtab_init(&w->strings);
	w->empty = name_offset(w, first) + sizeof(first) - 1;
	return add_taken(w, DOF_SECT_STRTAB, 0, NULL, 0) == STRINGS;
}

/* --- DIF objects --------------------------------------------------------- */

static uint32_t add_difo(struct writer *w, const struct dt_difo *difo)
{
	uint32_t links[4], n = 0;
	struct dof_difohdr *header;
	size_t size;

	if (difo == NULL)
		return DOF_NO_SECTION;
	links[n++] = add_copy(w, DOF_SECT_DIF, sizeof(*difo->text), difo->text,
			      difo->text_count * sizeof(*difo->text));
	if (difo->integer_count != 0) {
		links[n] = add_copy(w, DOF_SECT_INTTAB, sizeof(*difo->integers), difo->integers,
				    difo->integer_count * sizeof(*difo->integers));
		if (difo->link_count != 0 && links[n] != DOF_NO_SECTION)
			w->sections[links[n]].linked = difo;
		n++;
	}
	if (difo->string_size != 0)
		links[n++] = add_copy(w, DOF_SECT_STRTAB, 0, difo->strings, difo->string_size);
	if (difo->variable_count != 0)
		links[n++] = add_copy(w, DOF_SECT_VARTAB, sizeof(*difo->variables), difo->variables,
				      difo->variable_count * sizeof(*difo->variables));
	size = sizeof(*header) + n * sizeof(links[0]);
	header = calloc(1, size);
	if (header != NULL) {
		header->kind = difo->result.kind;
		header->ckind = difo->result.ckind;
		header->flags = difo->result.flags;
		header->size = difo->result.size;
		memcpy(header->links, links, n * sizeof(links[0]));
	}
	return add_taken(w, DOF_SECT_DIFOHDR, 0, header, size);
}

/* --- clauses ------------------------------------------------------------- */

static uint32_t add_probes(struct writer *w, const struct dt_clause *clause)
{
	struct dof_probedesc *table = calloc(clause->probe_count + 1, sizeof(*table));
	uint32_t i;

	for (i = 0; table != NULL && i < clause->probe_count; i++) {
		const struct dtrace_probe_desc *probe = &clause->probes[i];

		table[i] = (struct dof_probedesc){
			.strtab = STRINGS,
			.provider = name_offset(w, probe->provider),
			.module = name_offset(w, probe->module),
			.function = name_offset(w, probe->function),
			.name = name_offset(w, probe->name),
			.id = probe->id,
		};
	}
	return add_taken(w, DOF_SECT_PROBEDESC, sizeof(*table), table,
			 clause->probe_count * sizeof(*table));
}

static struct dof_actdesc describe_action(struct writer *w, const struct dt_action *action)
{
	struct dof_actdesc desc = {
		.difo = add_difo(w, action->difo),
		.strtab = DOF_NO_SECTION,
		.kind = action->kind,
		.ntuple = action->ntuple,
		.arg = action->arg,
		.uarg = action->statement,
		.format = optional_offset(w, action->format),
		.name = name_offset(w, action->name),
	};

	if (DTRACEACT_IS_AGG(action->kind))
		desc.uarg |= (uint64_t)action->variable << 32;
	if (desc.format != 0 || desc.name != 0)
		desc.strtab = STRINGS;
	return desc;
}

static uint32_t add_actions(struct writer *w, const struct dt_action *actions)
{
	const struct dt_action *action;
	struct dof_actdesc *table;
	size_t count = 0, i = 0;

	for (action = actions; action != NULL; action = action->next)
		count++;
	if (count == 0)
		return DOF_NO_SECTION;
	table = calloc(count, sizeof(*table));
	if (table == NULL) {
		w->failed = true;
		return DOF_NO_SECTION;
	}
	for (action = actions; action != NULL; action = action->next)
		table[i++] = describe_action(w, action);
	return add_taken(w, DOF_SECT_ACTDESC, sizeof(*table), table, count * sizeof(*table));
}

static void add_clauses(struct writer *w, const struct dt_program *program)
{
	const struct dt_clause *clause;
	struct dof_ecbdesc *table;
	size_t count = 0, i = 0;

	for (clause = program->clauses; clause != NULL; clause = clause->next)
		count++;
	if (count == 0)
		return;
	table = calloc(count, sizeof(*table));
	if (table == NULL) {
		w->failed = true;
		return;
	}
	for (clause = program->clauses; clause != NULL; clause = clause->next)
		table[i++] = (struct dof_ecbdesc){
			.probes = add_probes(w, clause),
			.pred = add_difo(w, clause->predicate),
			.actions = add_actions(w, clause->actions),
			.uarg = clause->continued ? DOF_ECB_CONTINUED : 0,
		};
	add_taken(w, DOF_SECT_ECBDESC, sizeof(*table), table, count * sizeof(*table));
}

static void add_options(struct writer *w, const struct dtrace_hdl *hdl)
{
	struct dof_optdesc table[DTRACEOPT_MAX];
	size_t count = 0;
	uint32_t option;

	for (option = 0; option < DTRACEOPT_MAX; option++) {
		if (hdl->options[option] == DTRACE_OPTION_UNSET)
			continue;
		table[count++] = (struct dof_optdesc){
			.option = option,
			.strtab = DOF_NO_SECTION,
			.value = hdl->options[option],
		};
	}
	if (count != 0)
		add_copy(w, DOF_SECT_OPTDESC, sizeof(table[0]), table, count * sizeof(table[0]));
}

/* --- the image ----------------------------------------------------------- */

static void fill_strings(struct writer *w)
{
	uint32_t size;
	char *strings = dt_strtab_take(&w->strings, &size);

	if (strings == NULL || w->count == 0) {
		w->failed = true;
		free(strings);
		return;
	}
	w->sections[STRINGS].data = strings;
	w->sections[STRINGS].size = size;
}

static size_t image_size(const struct writer *w)
{
	size_t size = sizeof(struct dof_header) + w->count * sizeof(struct dof_section);
	uint32_t i;

	for (i = 0; i < w->count; i++)
		size = align_up(size) + w->sections[i].size;
	return align_up(size);
}

static void write_header(const struct writer *w, struct dof_header *header, size_t size)
{
	static const uint8_t ident[DOF_ID_SIZE] = {
		[DOF_ID_MAG0] = 0x7f,
		[DOF_ID_MAG0 + 1] = 'D',
		[DOF_ID_MAG0 + 2] = 'O',
		[DOF_ID_MAG0 + 3] = 'F',
		[DOF_ID_MODEL] = sizeof(long) == 8 ? DOF_MODEL_LP64 : DOF_MODEL_ILP32,
		[DOF_ID_ENCODING] =
			__BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? DOF_ENCODE_LSB : DOF_ENCODE_MSB,
		[DOF_ID_VERSION] = DOF_VERSION_2,
		[DOF_ID_DIFVERS] = DIF_VERSION,
		[DOF_ID_DIFIREG] = DIF_INT_REGS,
		[DOF_ID_DIFTREG] = DIF_TUPLE_REGS,
	};

	memcpy(header->ident, ident, sizeof(ident));
	header->hdrsize = sizeof(struct dof_header);
	header->secsize = sizeof(struct dof_section);
	header->secnum = w->count;
	header->secoff = sizeof(struct dof_header);
	header->loadsz = header->filesz = size;
}

static void *write_image(const struct writer *w, size_t size)
{
	char *image = calloc(1, size);
	struct dof_section *table;
	size_t offset = sizeof(struct dof_header) + w->count * sizeof(*table);
	uint32_t i;

	if (image == NULL)
		return NULL;
	write_header(w, (struct dof_header *)image, size);
	table = (struct dof_section *)(image + sizeof(struct dof_header));
	for (i = 0; i < w->count; i++) {
		const struct section *section = &w->sections[i];

		offset = align_up(offset);
		table[i] = (struct dof_section){
			.type = section->type,
			.align = section->type == DOF_SECT_STRTAB ? 1 : ALIGNMENT,
			.flags = DOF_SECF_LOAD,
			.entsize = section->entsize,
			.offset = offset,
			.size = section->size,
		};
		if (section->size != 0)
			memcpy(image + offset, section->data, section->size);
		offset += section->size;
	}
	return image;
}

static void *finish(struct dtrace_hdl *hdl, struct writer *w, size_t *size)
{
	void *image = NULL;

	fill_strings(w);
	if (!w->failed) {
		*size = image_size(w);
		if (*size > DTRACE_DOF_MAX) {
			dt_set_error(hdl, EDT_COMPILER,
				     "program is too large: %zu bytes of DOF, the engine takes %u",
				     *size, DTRACE_DOF_MAX);
			return NULL;
		}
		image = write_image(w, *size);
	}
	if (image == NULL)
		dt_set_error(hdl, EDT_NOMEM, NULL);
	return image;
}

/* --- symbols of an application ------------------------------------------- */

static size_t count_links(const struct writer *w)
{
	size_t count = 0;
	uint32_t i;

	for (i = 0; i < w->count; i++)
		if (w->sections[i].linked != NULL)
			count += w->sections[i].linked->link_count;
	return count;
}

/* Where the sections are, the image itself says. */
static struct dt_dof_link *find_links(const struct writer *w, const void *image, size_t count)
{
	const struct dof_section *table =
		(const void *)((const char *)image + sizeof(struct dof_header));
	struct dt_dof_link *links = calloc(count + 1, sizeof(*links));
	size_t n = 0;
	uint32_t i, j;

	for (i = 0; links != NULL && i < w->count; i++) {
		const struct dt_difo *difo = w->sections[i].linked;

		for (j = 0; difo != NULL && j < difo->link_count; j++)
			links[n++] = (struct dt_dof_link){
				.offset = table[i].offset +
					  difo->links[j].integer * sizeof(uint64_t),
				.symbol = difo->links[j].symbol,
			};
	}
	return links;
}

/* The image, or NULL after saying why there is none. */
static void *with_links(struct dtrace_hdl *hdl, const struct writer *w, void *image,
			struct dt_dof_link **links, size_t *count)
{
	*links = find_links(w, image, *count);
	if (*links != NULL)
		return image;
	free(image);
	dt_set_error(hdl, EDT_NOMEM, NULL);
	return NULL;
}

void *dt_dof_create_linked(struct dtrace_hdl *hdl, const struct dt_program *program, size_t *size,
			   struct dt_dof_link **links, size_t *count)
{
	struct writer w;
	void *image = NULL;
	uint32_t i;

	if (start(&w)) {
		if (program != NULL)
			add_clauses(&w, program);
		add_options(&w, hdl);
	}
	image = finish(hdl, &w, size);
	*count = image != NULL ? count_links(&w) : 0;
	if (image != NULL)
		image = with_links(hdl, &w, image, links, count);
	for (i = 0; i < w.count; i++)
		free(w.sections[i].data);
	free(w.sections);
	dt_strtab_destroy(&w.strings);
	return image;
}

void *dt_dof_create(struct dtrace_hdl *hdl, const struct dt_program *program, size_t *size)
{
	struct dt_dof_link *links = NULL;
	size_t count;
	void *image = dt_dof_create_linked(hdl, program, size, &links, &count);

	if (image != NULL && count != 0) {
		dt_set_error(hdl, EDT_COMPILER,
			     "relocation remains against symbol %s: helpers are for dtrace -G",
			     links[0].symbol);
		free(image);
		image = NULL;
	}
	free(links);
	return image;
}
