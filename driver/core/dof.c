/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * From a DOF image to an enabling. The image comes from outside and nothing in it is believed: the
 * header and every section header are checked first (dof_image.c); after that
 * sections and strings are only reached through functions that check type, entry
 * size and bounds, so that the rest can be read without fear. Control lock held; the image is the
 * engine's own copy.
 */
#include "dof.h"

/*
 * An image may name one section many times, and each time it is a copy: without an end a few
 * kilobytes could unfold to all the memory there is.
 */
#define UNFOLDED_MAX (8ull * DTRACE_DOF_MAX)

struct loader {
	struct dtrace_state *state;
	struct dtrace_dof dof;
	uint64_t unfolded; /* bytes made of it so far */
};

/* Before anything is allocated whose size or number the image decides. */
static int unfold(struct loader *l, uint64_t bytes)
{
	l->unfolded += bytes; /* of pieces of the image: far from overflow */
	return l->unfolded <= UNFOLDED_MAX
		       ? 0
		       : dtrace_dof_refuse_image(&l->dof, "unfolds to too much memory");
}

static int copy_name(struct loader *l, const struct dof_probedesc *from, uint32_t offset, char *to,
		     size_t limit)
{
	const char *text = dtrace_dof_string(&l->dof, from->strtab, offset, limit);

	if (text == NULL)
		return -EINVAL;
	memcpy(to, text, strlen(text) + 1);
	return 0;
}

struct table_shape {
	uint32_t type;
	uint32_t entry; /* bytes in the image */
	uint32_t align;
	uint32_t made; /* bytes of what becomes of one; 0: no array is wanted */
	uint32_t most; /* entries; 0: as many as fit */
	/* One of them. `to` is its place in the array, `owner` whose table it is. */
	int (*load)(struct loader *l, const void *from, void *to, void *owner);
};

/* A table of the image and the zeroed array made for what comes of it. */
struct table {
	const struct table_shape *shape;
	const uint8_t *entries;
	uint32_t count;
	void *made;
};

static int open_table(struct loader *l, uint32_t index, const struct table_shape *shape,
		      struct table *table)
{
	const struct dof_section *found =
		dtrace_dof_section(&l->dof, index, shape->type, shape->entry, shape->align);

	memset(table, 0, sizeof(*table));
	table->shape = shape;
	if (found == NULL)
		return -EINVAL;
	if (shape->most != 0 && found->size / shape->entry > shape->most)
		return dtrace_dof_refuse(&l->dof, "too many entries", index);
	table->entries = dtrace_dof_contents(&l->dof, found);
	table->count = (uint32_t)(found->size / shape->entry);
	if (shape->made == 0)
		return 0;
	if (unfold(l, (uint64_t)table->count * shape->made) != 0)
		return -EINVAL;
	table->made = host_alloc((size_t)DTRACE_MAX(table->count, 1u) * shape->made);
	return table->made != NULL ? 0 : -ENOMEM;
}

/* What was loaded before one that fails belongs to the owner already. */
static int load_entries(struct loader *l, const struct table *table, void *owner)
{
	const struct table_shape *shape = table->shape;
	uint32_t i;
	int error = 0;

	for (i = 0; i < table->count && error == 0; i++) {
		/* A table of which nothing is made has no place for it. */
		void *made = shape->made != 0 ? (uint8_t *)table->made + (size_t)i * shape->made
					      : NULL;

		error = shape->load(l, table->entries + (size_t)i * shape->entry, made, owner);
	}
	return error;
}

/* --- DIF objects ------------------------------------------------------- */

/* The parts of an object that the engine uses: where in struct dtrace_difo each goes. */
static const struct {
	uint32_t type, entry, align;
	size_t pointer, count;
} pieces[] = {
	{DOF_SECT_DIF, sizeof(uint32_t), 4, offsetof(struct dtrace_difo, text),
	 offsetof(struct dtrace_difo, text_count)},
	{DOF_SECT_INTTAB, sizeof(uint64_t), 8, offsetof(struct dtrace_difo, integers),
	 offsetof(struct dtrace_difo, integer_count)},
	{DOF_SECT_STRTAB, 1, 1, offsetof(struct dtrace_difo, strings),
	 offsetof(struct dtrace_difo, string_size)},
	{DOF_SECT_VARTAB, sizeof(struct dif_variable), 4, offsetof(struct dtrace_difo, variables),
	 offsetof(struct dtrace_difo, variable_count)},
};

static int load_piece(struct loader *l, uint32_t index, unsigned int kind, struct dtrace_difo *difo)
{
	const struct dof_section *found =
		dtrace_dof_section(&l->dof, index, pieces[kind].type, pieces[kind].entry, pieces[kind].align);
	const void **pointer = (void *)((uint8_t *)difo + pieces[kind].pointer);
	uint32_t *count = (void *)((uint8_t *)difo + pieces[kind].count);

	if (found == NULL)
		return -EINVAL;
	if (*pointer != NULL)
		return dtrace_dof_refuse(&l->dof, "a second section of its kind in one object", index);
	*pointer = dtrace_dof_contents(&l->dof, found);
	*count = (uint32_t)(found->size / pieces[kind].entry);
	return 0;
}

static int load_link(struct loader *l, uint32_t index, struct dtrace_difo *difo)
{
	uint32_t type = index < l->dof.header->secnum ? l->dof.sections[index].type : DOF_SECT_NONE;
	unsigned int kind;

	for (kind = 0; kind < DTRACE_COUNT(pieces); kind++)
		if (pieces[kind].type == type)
			return load_piece(l, index, kind, difo);
	switch (type) {
	case DOF_SECT_TYPTAB:
	case DOF_SECT_RELTAB:
	case DOF_SECT_KRELHDR:
	case DOF_SECT_URELHDR:
	case DOF_SECT_XLTAB:
		return 0; /* of no concern to the engine */
	default:
		return dtrace_dof_refuse(&l->dof, "cannot be part of a DIF object", index);
	}
}

static uint64_t difo_bytes(const struct dtrace_difo *difo)
{
	return (uint64_t)difo->text_count * sizeof(*difo->text) +
	       (uint64_t)difo->integer_count * sizeof(*difo->integers) +
	       (uint64_t)difo->variable_count * sizeof(*difo->variables) + difo->string_size;
}

static int load_difo(struct loader *l, uint32_t index, struct dtrace_difo **difo)
{
	const struct dof_section *found =
		dtrace_dof_section(&l->dof, index, DOF_SECT_DIFOHDR, 4, 4);
	const struct dof_difohdr *header;
	struct dtrace_difo view;
	uint32_t i, count;
	int error = 0;

	if (found == NULL)
		return -EINVAL;
	if (found->size < sizeof(*header) || found->size > 64 * sizeof(uint32_t))
		return dtrace_dof_refuse(&l->dof, "impossible size of a DIF object header", index);
	header = dtrace_dof_contents(&l->dof, found);
	memset(&view, 0, sizeof(view));
	view.result = (struct dif_type){.kind = header->kind,
					.ckind = header->ckind,
					.flags = header->flags,
					.size = header->size};
	count = (uint32_t)((found->size - sizeof(*header)) / sizeof(uint32_t));
	for (i = 0; i < count && error == 0; i++)
		error = load_link(l, header->links[i], &view);
	if (error == 0 && view.text == NULL)
		error = dtrace_dof_refuse(&l->dof, "DIF object without text", index);
	if (error == 0)
		error = unfold(l, sizeof(view) + difo_bytes(&view));
	if (error == 0)
		error = dtrace_difo_create(&view, difo, l->dof.message, l->dof.size);
	if (error == 0)
		error = dtrace_variables_add(l->state, *difo, l->dof.message, l->dof.size);
	return error;
}

/* --- actions ----------------------------------------------------------- */

static int load_format(struct loader *l, const struct dof_actdesc *from, struct dtrace_act *act)
{
	const char *text;

	if (from->strtab == DOF_NO_SECTION || from->format == 0)
		return 0;
	text = dtrace_dof_string(&l->dof, from->strtab, from->format, DTRACE_DIFO_MAX);
	if (text == NULL || unfold(l, strlen(text) + 1) != 0)
		return -EINVAL;
	return dtrace_state_add_format(l->state, text, &act->record.format);
}

static int load_aggregation(struct loader *l, const struct dof_actdesc *from,
			    struct dtrace_clause *clause, uint32_t index)
{
	struct dtrace_act *act = &clause->acts[index];
	uint32_t keys_end = index, i;
	const char *name = "";

	if (unfold(l, sizeof(*act->aggregation)) != 0)
		return -EINVAL;
	act->aggregation = host_alloc(sizeof(*act->aggregation));
	if (act->aggregation == NULL)
		return -ENOMEM;
	if (index > 0 && clause->acts[index - 1].record.action == DTRACEACT_WEIGHT) {
		act->aggregation->weight = &clause->acts[--keys_end];
		clause->acts[keys_end].key = true;
		if (clause->acts[keys_end].difo == NULL)
			return dtrace_dof_refuse_image(&l->dof, "a weight without a value");
	}
	if (from->ntuple > keys_end || from->ntuple > DTRACE_TUPLE_MAX)
		return dtrace_dof_refuse_image(
			&l->dof, "an aggregation has more keys than there are actions");
	act->aggregation->keys = &clause->acts[keys_end - from->ntuple];
	act->aggregation->key_count = from->ntuple;
	for (i = 0; i < from->ntuple; i++) {
		struct dtrace_act *key = &act->aggregation->keys[i];

		if (key->key || key->aggregation != NULL)
			return dtrace_dof_refuse_image(&l->dof,
						       "an action is a key of two aggregations");
		key->key = true;
	}
	act->aggregation->variable = (uint32_t)(from->uarg >> 32);
	if (from->strtab != DOF_NO_SECTION)
		name = dtrace_dof_string(&l->dof, from->strtab, from->name,
					 sizeof(act->aggregation->name));
	if (name == NULL)
		return -EINVAL;
	memcpy(act->aggregation->name, name, strlen(name) + 1);
	return 0;
}

static int load_action(struct loader *l, const void *entry, void *to, void *owner)
{
	const struct dof_actdesc *from = entry;
	struct dtrace_clause *clause = owner;
	struct dtrace_act *act = to;
	uint32_t index = (uint32_t)(act - clause->acts);
	int error = 0;

	if (from->kind > 0xffff)
		return dtrace_dof_refuse_image(&l->dof, "no such kind of action");
	act->number = index + 1;
	act->arg = from->arg;
	act->record.action = (uint16_t)from->kind;
	act->record.statement = (uint32_t)from->uarg;
	act->record.arg = from->arg;
	if (from->difo != DOF_NO_SECTION)
		error = load_difo(l, from->difo, &act->difo);
	if (error == 0)
		error = load_format(l, from, act);
	if (error == 0 && DTRACEACT_IS_AGG(from->kind))
		error = load_aggregation(l, from, clause, index);
	return error;
}

static int load_actions(struct loader *l, uint32_t index, struct dtrace_clause *clause)
{
	static const struct table_shape shape = {
		DOF_SECT_ACTDESC,	   sizeof(struct dof_actdesc), 8,
		sizeof(struct dtrace_act), DTRACE_ACTIONS_MAX,	       load_action};
	struct table table;
	int error = open_table(l, index, &shape, &table);

	if (error != 0)
		return error;
	clause->acts = table.made;
	clause->act_count = table.count;
	return load_entries(l, &table, clause);
}

/* --- clauses ----------------------------------------------------------- */

static int load_description(struct loader *l, const void *entry, void *made, void *unused)
{
	const struct dof_probedesc *from = entry;
	struct dtrace_probe_desc *to = made;
	int error;

	to->id = from->id;
	error = copy_name(l, from, from->provider, to->provider, sizeof(to->provider));
	if (error == 0)
		error = copy_name(l, from, from->module, to->module, sizeof(to->module));
	if (error == 0)
		error = copy_name(l, from, from->function, to->function, sizeof(to->function));
	if (error == 0)
		error = copy_name(l, from, from->name, to->name, sizeof(to->name));
	return error;
}

static int load_descriptions(struct loader *l, uint32_t index, struct dtrace_clause *clause)
{
	static const struct table_shape shape = {DOF_SECT_PROBEDESC,
						 sizeof(struct dof_probedesc),
						 4,
						 sizeof(struct dtrace_probe_desc),
						 0,
						 load_description};
	struct table table;
	int error = open_table(l, index, &shape, &table);

	if (error != 0)
		return error;
	clause->descriptions = table.made;
	clause->description_count = table.count;
	return load_entries(l, &table, clause);
}

static int load_clause(struct loader *l, const void *entry, void *to, void *owner)
{
	const struct dof_ecbdesc *from = entry;
	struct dtrace_clause *clause = to;
	int error;

	clause->enabling = owner;
	error = load_descriptions(l, from->probes, clause);
	clause->continued = from->uarg & DOF_ECB_CONTINUED;
	if (error == 0 && from->pred != DOF_NO_SECTION)
		error = load_difo(l, from->pred, &clause->predicate);
	if (error == 0 && from->actions != DOF_NO_SECTION)
		error = load_actions(l, from->actions, clause);
	if (error == 0)
		error = dtrace_clause_finish(l->state, clause, l->dof.message, l->dof.size);
	return error;
}

static int load_clauses(struct loader *l, uint32_t index, struct dtrace_enabling *enabling)
{
	static const struct table_shape shape = {
		DOF_SECT_ECBDESC, sizeof(struct dof_ecbdesc), 8, sizeof(struct dtrace_clause), 0,
		load_clause};
	struct table table;
	int error;

	if (enabling->clauses != NULL)
		return dtrace_dof_refuse(&l->dof, "a second table of clauses", index);
	error = open_table(l, index, &shape, &table);
	if (error != 0)
		return error;
	enabling->clauses = table.made;
	enabling->clause_count = table.count;
	return load_entries(l, &table, enabling);
}

static int load_option(struct loader *l, const void *entry, void *to, void *owner)
{
	const struct dof_optdesc *from = entry;

	return dtrace_option_set(l->state, from->option, from->value, l->dof.message, l->dof.size);
}

static int load_options(struct loader *l, uint32_t index)
{
	static const struct table_shape shape = {
		DOF_SECT_OPTDESC, sizeof(struct dof_optdesc), 8, 0, 0, load_option};
	struct table table;
	int error = open_table(l, index, &shape, &table);

	return error != 0 ? error : load_entries(l, &table, NULL);
}

/* Sections of one type, in order. */
static int load_all(struct loader *l, uint32_t type, struct dtrace_enabling *enabling)
{
	uint32_t i;
	int error = 0;

	for (i = 0; i < l->dof.header->secnum && error == 0; i++) {
		if (l->dof.sections[i].type != type || !(l->dof.sections[i].flags & DOF_SECF_LOAD))
			continue;
		error = type == DOF_SECT_OPTDESC ? load_options(l, i)
						 : load_clauses(l, i, enabling);
	}
	return error;
}

/* Options first: sizes of records depend on them. */
int dtrace_dof_load(struct dtrace_state *state, const void *image, size_t size,
		    struct dtrace_enabling **enabling, char *message, size_t message_size)
{
	struct loader l = {
		.state = state,
		.dof = {.bytes = image, .header = image, .message = message, .size = message_size}};
	struct dtrace_enabling *fresh;
	int error = dtrace_dof_check(&l.dof, size);

	if (error != 0)
		return error;
	fresh = host_alloc(sizeof(*fresh));
	if (fresh == NULL)
		return -ENOMEM;
	fresh->state = state;
	error = load_all(&l, DOF_SECT_OPTDESC, fresh);
	if (error == 0)
		error = load_all(&l, DOF_SECT_ECBDESC, fresh);
	if (error != 0) {
		dtrace_enabling_destroy(fresh);
		return error;
	}
	*enabling = fresh;
	return 0;
}
