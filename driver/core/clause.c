/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Turning the actions of a clause into what the hit path obeys: where each record lies, which
 * function carries out each action, which actions are keys of an aggregation. Done once, when the
 * program is enabled; control lock held. Any image may come here: everything is checked.
 *
 * A firing is written unless the clause only aggregates, commits or discards.
 */
#include "run.h"

struct builder {
	struct dtrace_state *state;
	struct dtrace_clause *clause;
	char *message;
	size_t size;
	uint32_t offset;
	bool records; /* something was recorded */
	bool silent;  /* has an action that stands for the firing: no default line */
	bool destructive_dif;
};

static int refuse(struct builder *b, const struct dtrace_act *act, const char *why)
{
	dtrace_message(b->message, b->size, "action %u (kind %x): %s", act->number,
		       (unsigned int)act->record.action, why);
	return -EINVAL;
}

static int refuse_destructive(struct builder *b)
{
	dtrace_message(b->message, b->size, "Destructive actions not allowed");
	return -EPERM;
}

static uint32_t frames_of(struct builder *b, uint64_t arg, unsigned int option)
{
	uint64_t frames = (uint32_t)arg != 0 ? (uint32_t)arg : dtrace_option(b->state, option);

	return (uint32_t)DTRACE_MIN(frames, (uint64_t)DTRACE_FRAMES_MAX);
}

/* Size and alignment of what a DIF object leaves. */
static void shape_dif(struct builder *b, struct dtrace_act *act)
{
	const struct dif_type *type = act->difo != NULL ? &act->difo->result : NULL;
	struct dtrace_record_desc *record = &act->record;

	if (type == NULL) {
		record->size = 0;
		record->alignment = 1;
		return;
	}
	record->size = dtrace_type_size(b->state, type);
	if (type->kind == DIF_KIND_STRING) {
		record->alignment = 1;
		record->flags |= DTRACE_RECORD_STRING;
	} else if (type->flags & (DIF_TYPE_BYREF | DIF_TYPE_BYUREF)) {
		record->alignment = 8;
	} else {
		record->alignment = (uint16_t)DTRACE_MAX(record->size, 1u);
		if (type->flags & DIF_TYPE_SIGNED)
			record->flags |= DTRACE_RECORD_SIGNED;
	}
}

static void shape_fixed(struct dtrace_act *act, uint32_t size)
{
	act->record.size = size;
	act->record.alignment = 8;
}

static int shape_tracemem(struct builder *b, struct dtrace_act *act)
{
	if (act->difo == NULL)
		return refuse(b, act, "needs an address");
	shape_dif(b, act);
	if (act->difo->result.flags & (DIF_TYPE_BYREF | DIF_TYPE_BYUREF))
		return 0;
	if (act->arg == 0 || act->arg > DTRACE_RESULT_MAX)
		return refuse(b, act, "impossible size");
	shape_fixed(act, (uint32_t)act->arg);
	act->record.flags = 0;
	return 0;
}

static void shape_user_stack(struct builder *b, struct dtrace_act *act)
{
	bool java = act->record.action == DTRACEACT_JSTACK;
	uint32_t frames =
		frames_of(b, act->arg, java ? DTRACEOPT_JSTACKFRAMES : DTRACEOPT_USTACKFRAMES);
	uint32_t strings = (uint32_t)DTRACE_MIN(act->arg >> 32, (uint64_t)DTRACE_STRSIZE_MAX);

	act->record.arg = act->arg = frames | (uint64_t)strings << 32;
	shape_fixed(act, (uint32_t)DTRACE_ROUND_UP((frames + 1) * 8 + strings, 8u));
}

static void shape_stack(struct builder *b, struct dtrace_act *act)
{
	uint32_t frames = frames_of(b, act->arg, DTRACEOPT_STACKFRAMES);

	act->record.arg = act->arg = frames;
	shape_fixed(act, frames * 8);
}

/* Size of the action's record or key. */
static int shape(struct builder *b, struct dtrace_act *act)
{
	switch (act->record.action) {
	case DTRACEACT_TRACEMEM:
		return shape_tracemem(b, act);
	case DTRACEACT_STACK:
		shape_stack(b, act);
		return 0;
	case DTRACEACT_USTACK:
	case DTRACEACT_JSTACK:
		shape_user_stack(b, act);
		return 0;
	case DTRACEACT_SYM:
	case DTRACEACT_MOD:
		shape_fixed(act, 8);
		return act->difo != NULL ? 0 : refuse(b, act, "needs an address");
	case DTRACEACT_USYM:
	case DTRACEACT_UMOD:
	case DTRACEACT_UADDR:
		shape_fixed(act, 16);
		return act->difo != NULL ? 0 : refuse(b, act, "needs an address");
	default:
		shape_dif(b, act);
		return 0;
	}
}

/* Kinds that leave a record in the firing. */
static bool makes_record(unsigned int kind)
{
	return (kind >= DTRACEACT_DIFEXPR && kind <= DTRACEACT_PRINTM) ||
	       (kind >= DTRACEACT_USTACK && kind <= DTRACEACT_UADDR) || kind == DTRACEACT_SYSTEM ||
	       kind == DTRACEACT_FREOPEN || (kind >= DTRACEACT_STACK && kind <= DTRACEACT_MOD);
}

static bool key_kind(unsigned int kind)
{
	return kind == DTRACEACT_DIFEXPR || kind == DTRACEACT_WEIGHT ||
	       (kind >= DTRACEACT_USTACK && kind <= DTRACEACT_UADDR) ||
	       (kind >= DTRACEACT_STACK && kind <= DTRACEACT_MOD);
}

/* Places a record behind what there is; false when the whole would be absurd. */
static bool place(uint32_t *offset, struct dtrace_record_desc *record)
{
	uint64_t at = DTRACE_ROUND_UP(*offset, (uint32_t)record->alignment);

	if (at + record->size > DTRACE_FIRING_MAX)
		return false;
	record->offset = (uint32_t)at;
	*offset = (uint32_t)at + record->size;
	return true;
}

static int build_record(struct builder *b, struct dtrace_act *act)
{
	int error = shape(b, act);

	if (error != 0)
		return error;
	/* The value of an assignment is of no interest. */
	if (act->record.action == DTRACEACT_DIFEXPR && act->record.size == 0)
		return act->difo != NULL ? 0 : refuse(b, act, "needs an expression");
	if (b->clause->commits)
		return refuse(b, act, "data cannot be recorded after commit()");
	if (act->record.action == DTRACEACT_EXIT && b->clause->speculates)
		return refuse(b, act, "exit() cannot follow speculate()");
	if (!place(&b->offset, &act->record))
		return refuse(b, act, "record is too large");
	if (++b->clause->record_count > DTRACE_RECORDS_MAX)
		return refuse(b, act, "too many records");
	act->recorded = true;
	b->records = true;
	return 0;
}

static int build_key(struct builder *b, struct dtrace_act *act, uint32_t *offset)
{
	int error;

	if (!key_kind(act->record.action) || act->record.action == DTRACEACT_WEIGHT)
		return refuse(b, act, "cannot be a key");
	error = shape(b, act);
	if (error != 0)
		return error;
	if (act->record.size == 0)
		return refuse(b, act, "key has no size");
	if (!place(offset, &act->record))
		return refuse(b, act, "key is too large");
	return 0;
}

static int build_keys(struct builder *b, struct dtrace_aggregation *aggregation)
{
	uint32_t offset = 8, i;
	int error = 0;

	for (i = 0; i < aggregation->key_count && error == 0; i++)
		error = build_key(b, &aggregation->keys[i], &offset);
	aggregation->key_end = DTRACE_ROUND_UP(offset, 8u);
	aggregation->size = aggregation->key_end + aggregation->words * 8;
	return error;
}

static void describe_value(struct dtrace_aggregation *aggregation, const struct dtrace_act *act)
{
	aggregation->value = act->record;
	aggregation->value.alignment = 8;
	aggregation->value.size = aggregation->words * 8;
	aggregation->value.offset = aggregation->key_end;
	aggregation->value.flags = DTRACE_RECORD_SIGNED;
}

static int build_aggregation(struct builder *b, struct dtrace_act *act)
{
	struct dtrace_aggregation *aggregation = act->aggregation;
	int error;

	b->silent = true;
	if (b->clause->speculates)
		return refuse(b, act, "aggregations cannot be speculated");
	aggregation->function = dtrace_aggregate_function(act->record.action);
	aggregation->words = dtrace_aggregate_words(act->record.action, act->arg);
	if (aggregation->function == NULL || aggregation->words == 0)
		return refuse(b, act, "no such aggregating function, or impossible parameters");
	if (act->difo == NULL && act->record.action != DTRACEAGG_COUNT)
		return refuse(b, act, "needs a value");
	error = build_keys(b, aggregation);
	if (error != 0)
		return error;
	if (aggregation->key_count == 0)
		act->execute = dtrace_act_single;
	if (aggregation->size > DTRACE_FIRING_MAX)
		return refuse(b, act, "value is too large");
	describe_value(aggregation, act);
	b->state->entry_max = DTRACE_MAX(b->state->entry_max, aggregation->size);
	return dtrace_state_add_aggregation(b->state, aggregation);
}

static int build_speculation(struct builder *b, struct dtrace_act *act)
{
	unsigned int kind = act->record.action;

	if (act->difo == NULL)
		return refuse(b, act, "needs a speculation");
	if (kind != DTRACEACT_DISCARD &&
	    (b->records || b->clause->speculates || b->clause->commits))
		return refuse(b, act,
			      kind == DTRACEACT_SPECULATE
				      ? "speculate() must come before all data"
				      : "commit() cannot be in a clause with data");
	b->state->uses_speculations = true;
	b->clause->speculates |= kind == DTRACEACT_SPECULATE;
	b->clause->commits |= kind == DTRACEACT_COMMIT;
	b->silent |= kind != DTRACEACT_SPECULATE;
	return 0;
}

static int check_destructive(struct builder *b, const struct dtrace_act *act)
{
	unsigned int facts = act->difo != NULL ? dtrace_dif_facts(act->difo) : 0;
	const char *why;

	if (facts & DTRACE_DIF_SPECULATES)
		b->state->uses_speculations = true;
	if (!DTRACEACT_IS_DESTRUCTIVE(act->record.action) && !(facts & DTRACE_DIF_DESTRUCTIVE))
		return 0;
	if (!b->state->destructive)
		return refuse_destructive(b);
	why = host_refuses(act->record.action);
	if (why != NULL) {
		dtrace_message(b->message, b->size, "%s", why);
		return -EOPNOTSUPP;
	}
	if (b->clause->speculates)
		return refuse(b, act, "destructive actions cannot follow speculate()");
	return 0;
}

static int build_act(struct builder *b, struct dtrace_act *act)
{
	unsigned int kind = act->record.action;
	int error = check_destructive(b, act);

	if (error != 0 || act->key)
		return error;
	act->execute = dtrace_act_function(kind);
	if (act->execute == NULL)
		return refuse(b, act, "no such action");
	if (DTRACEACT_IS_AGG(kind))
		return build_aggregation(b, act);
	if (DTRACEACT_CLASS(kind) == (DTRACEACT_SPECULATE & 0xff00))
		return build_speculation(b, act);
	if (makes_record(kind))
		return build_record(b, act);
	if ((kind == DTRACEACT_RAISE || kind == DTRACEACT_CHILL) && act->difo == NULL)
		return refuse(b, act, "needs a value");
	return 0;
}

static int build_predicate(struct builder *b)
{
	const struct dtrace_difo *predicate = b->clause->predicate;

	if (predicate == NULL)
		return 0;
	if (predicate->result.flags & (DIF_TYPE_BYREF | DIF_TYPE_BYUREF)) {
		dtrace_message(b->message, b->size, "a predicate must be a scalar");
		return -EINVAL;
	}
	if (dtrace_dif_facts(predicate) & DTRACE_DIF_SPECULATES)
		b->state->uses_speculations = true;
	if ((dtrace_dif_facts(predicate) & DTRACE_DIF_DESTRUCTIVE) && !b->state->destructive)
		return refuse_destructive(b);
	return 0;
}

/* The largest firing decides whether a buffer is large enough; a reserve for END is kept in fill
 * buffers. */
static void note_size(struct builder *b)
{
	struct dtrace_clause *clause = b->clause;
	struct dtrace_probe_desc *desc = clause->descriptions;
	uint32_t i;

	b->state->firing_max = DTRACE_MAX(b->state->firing_max, clause->size);
	for (i = 0; i < clause->description_count; i++)
		if (dtrace_glob("END", desc[i].name[0] != '\0' ? desc[i].name : "*") &&
		    dtrace_glob("dtrace", desc[i].provider[0] != '\0' ? desc[i].provider : "*"))
			b->state->end_reserve += clause->size;
}

/* `@ = count()` and no more: fire.c then has next to nothing to do. */
static void note_tally(struct dtrace_clause *clause)
{
	const struct dtrace_act *act = clause->acts;

	if (clause->act_count == 1 && clause->size == 0 && act->aggregation != NULL &&
	    act->record.action == DTRACEAGG_COUNT && act->difo == NULL &&
	    act->aggregation->key_count == 0 && act->aggregation->weight == NULL)
		clause->tally = act->aggregation;
}

int dtrace_clause_finish(struct dtrace_state *state, struct dtrace_clause *clause, char *message,
			 size_t size)
{
	struct builder b = {.state = state,
			    .clause = clause,
			    .message = message,
			    .size = size,
			    .offset = sizeof(struct dtrace_firing_header)};
	int error = build_predicate(&b);
	uint32_t i;

	for (i = 0; i < clause->act_count && error == 0; i++)
		error = build_act(&b, &clause->acts[i]);
	if (error != 0)
		return error;
	if (b.records || !b.silent)
		clause->size = DTRACE_ROUND_UP(b.offset, 8u);
	note_size(&b);
	note_tally(clause);
	return 0;
}

void dtrace_clause_clear(struct dtrace_clause *clause)
{
	uint32_t i;

	for (i = 0; i < clause->act_count; i++) {
		dtrace_difo_destroy(clause->acts[i].difo);
		host_free(clause->acts[i].aggregation);
	}
	dtrace_difo_destroy(clause->predicate);
	host_free(clause->acts);
	host_free(clause->descriptions);
}
