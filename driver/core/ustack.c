/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * See ustack.h. A helper is loaded like a consumer's program, into a state that is no consumer:
 * without privileges, without buffers, on no list. When it runs, the run changes to that state, to a
 * few words of its own on the CPU for this->, and to what is left of the scratch memory.
 */
#include "ustack.h"
#include "run.h"

#define INSTRUCTIONS_MAX 4096
#define STRSIZE_MAX	 1024u

struct dtrace_helper {
	struct dtrace_state state;
};

/* --- loading ----------------------------------------------------------- */

static int refuse(char *message, size_t size, const char *why)
{
	dtrace_message(message, size, "helper: %s", why);
	return -EINVAL;
}

static bool is_description(const struct dtrace_probe_desc *desc)
{
	return strcmp(desc->provider, "dtrace") == 0 && strcmp(desc->module, "helper") == 0 &&
	       strcmp(desc->function, "ustack") == 0 && desc->name[0] == '\0' && desc->id == 0;
}

static const char *check_difo(const struct dtrace_difo *difo, uint32_t *instructions)
{
	uint32_t i;

	if (difo == NULL)
		return NULL;
	*instructions += difo->text_count;
	if (*instructions > INSTRUCTIONS_MAX)
		return "it is too long";
	if (dtrace_dif_facts(difo) != 0)
		return "it may neither change the process nor speculate";
	for (i = 0; i < difo->variable_count; i++) {
		const struct dif_variable *variable = &difo->variables[i];

		if (variable->id < DIF_VAR_USER_FIRST && variable->kind == DIF_VAR_SCALAR)
			continue; /* a mention of a built-in one */
		if (variable->id < DIF_VAR_ARRAY_USER_FIRST)
			continue;
		if (variable->scope != DIF_SCOPE_LOCAL || variable->kind != DIF_VAR_SCALAR ||
		    (variable->type.flags & DIF_TYPE_BYREF))
			return "its only variables may be this-> scalars";
	}
	return NULL;
}

static const char *check_clause(const struct dtrace_clause *clause, uint32_t *instructions)
{
	const char *why = check_difo(clause->predicate, instructions);
	uint32_t i;

	for (i = 0; i < clause->description_count; i++)
		if (!is_description(&clause->descriptions[i]))
			return "it may only have clauses of dtrace:helper:ustack:";
	for (i = 0; i < clause->act_count && why == NULL; i++) {
		if (clause->acts[i].record.action != DTRACEACT_DIFEXPR ||
		    clause->acts[i].difo == NULL)
			return "it may only have expressions, no actions";
		why = check_difo(clause->acts[i].difo, instructions);
	}
	if (why == NULL && clause->act_count != 0 &&
	    clause->acts[clause->act_count - 1].difo->result.kind != DIF_KIND_STRING)
		why = "the last expression of a clause must be a string";
	return why;
}

static int check(const struct dtrace_helper *helper, char *message, size_t size)
{
	const struct dtrace_enabling *enabling = helper->state.enablings;
	uint32_t instructions = 0, i;
	const char *why = NULL;

	for (i = 0; i < enabling->clause_count && why == NULL; i++)
		why = check_clause(&enabling->clauses[i], &instructions);
	if (why == NULL && helper->state.variables[DIF_SCOPE_LOCAL].words > DTRACE_HELPER_WORDS)
		why = "it has too many variables";
	if (why == NULL && helper->state.strsize > STRSIZE_MAX)
		why = "its strsize is too large";
	return why == NULL ? 0 : refuse(message, size, why);
}

int dtrace_helper_load(const void *image, size_t size, struct dtrace_helper **helper, char *message,
		       size_t message_size)
{
	struct dtrace_helper *fresh = host_alloc(sizeof(*fresh));
	int error;

	if (fresh == NULL)
		return -ENOMEM;
	dtrace_options_start(&fresh->state);
	dtrace_lock();
	error = dtrace_dof_load(&fresh->state, image, size, &fresh->state.enablings, message,
				message_size);
	dtrace_unlock();
	if (error == 0)
		error = check(fresh, message, message_size);
	if (error == 0)
		*helper = fresh;
	else
		dtrace_helper_free(fresh);
	return error;
}

void dtrace_helper_free(struct dtrace_helper *helper)
{
	dtrace_lock();
	dtrace_state_free_programs(&helper->state);
	dtrace_unlock();
	host_free(helper);
}

/* --- running ----------------------------------------------------------- */

/* Of the clauses the first whose predicate holds: its last value, or 0. */
static uint64_t run_clauses(struct dtrace_run *run, const struct dtrace_enabling *enabling)
{
	uint64_t value = 0;
	uint32_t i, j;

	for (i = 0; i < enabling->clause_count; i++) {
		const struct dtrace_clause *clause = &enabling->clauses[i];

		if (clause->predicate != NULL && dtrace_interpret(run, clause->predicate) == 0) {
			if (dtrace_faulted(run))
				return 0;
			continue;
		}
		for (j = 0; j < clause->act_count && !dtrace_faulted(run); j++)
			value = dtrace_interpret(run, clause->acts[j].difo);
		return value;
	}
	return 0;
}

/* What of a run belongs to the clause that wants a stack. */
struct caller {
	const struct dtrace_firing *firing;
	struct dtrace_state *state;
	struct dtrace_local *local;
	const struct dtrace_difo *difo;
	size_t scratch_used;
};

static void enter(struct dtrace_run *run, struct dtrace_helper *helper,
		  const struct dtrace_firing *frame, struct caller *caller)
{
	struct dtrace_local *mine = &run->cpu->helper;
	size_t used = DTRACE_ROUND_UP(run->scratch_used, 8u);

	*caller = (struct caller){run->firing, run->state, run->local, run->difo,
				  run->scratch_used};
	used = DTRACE_MIN(used, run->local->scratch_size);
	mine->scratch = run->local->scratch + used;
	mine->scratch_size = run->local->scratch_size - used;
	mine->statics.words = run->cpu->helper_words;
	memset(run->cpu->helper_words, 0, sizeof(run->cpu->helper_words));
	run->firing = frame;
	run->state = &helper->state;
	run->local = mine;
	run->scratch_used = 0;
}

static void leave(struct dtrace_run *run, const struct caller *caller)
{
	run->firing = caller->firing;
	run->state = caller->state;
	run->local = caller->local;
	run->difo = caller->difo;
	run->scratch_used = caller->scratch_used;
	run->fault = -1; /* a helper's mistake is not the clause's */
}

/* Its name for the frame, or "" (with its NUL). */
static size_t ask(struct dtrace_run *run, struct dtrace_helper *helper,
		  const struct dtrace_firing *frame, char *to, size_t room)
{
	struct caller caller;
	size_t length = 0;
	uint64_t value;

	enter(run, helper, frame, &caller);
	value = run_clauses(run, helper->state.enablings);
	if (!dtrace_faulted(run) && value != 0)
		length = dtrace_load_string(run, to, value, room, false);
	if (dtrace_faulted(run))
		length = 0;
	leave(run, &caller);
	to[length] = '\0';
	return length + 1;
}

size_t dtrace_helper_name(struct dtrace_run *run, uint64_t pc, uint64_t frame, char *to,
			  size_t room)
{
	struct dtrace_firing firing;
	struct dtrace_helper *helper;
	unsigned int index;
	size_t size = 1;

	if (room == 0)
		return 0;
	to[0] = '\0';
	firing.arg[0] = pc;
	firing.arg[1] = frame;
	dtrace_firing_set(&firing, DTRACE_ARGS_MAX, NULL, 0, 0);
	memset(&firing.arg[2], 0, sizeof(firing.arg) - 2 * sizeof(firing.arg[0]));
	for (index = 0; size == 1 && (helper = host_helper(index)) != NULL; index++)
		size = ask(run, helper, &firing, to, room);
	return size;
}
