/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Enablings: the wishes of a consumer, kept for as long as it lives, so that probes
 * that appear later (a module is loaded, tick-17 is first asked for) get their ECBs too. Control
 * lock held.
 */
#include "objects.h"

void dtrace_enabling_destroy(struct dtrace_enabling *enabling)
{
	uint32_t i;

	if (enabling == NULL)
		return;
	for (i = 0; i < enabling->clause_count; i++)
		dtrace_clause_clear(&enabling->clauses[i]);
	host_free(enabling->clauses);
	host_free(enabling);
}

struct match_ecb {
	struct dtrace_clause *clause;
	uint32_t ecbs;
	bool only_new;
};

/* BEGIN, END and ERROR belong to their consumer; all others need the right to see the kernel or, at
 * hit time, the owner. */
static int match_probe(struct dtrace_probe *probe, void *argument)
{
	struct match_ecb *match = argument;
	struct dtrace_state *state = match->clause->enabling->state;
	struct dtrace_ecb *ecb;
	int error;

	if (match->only_new && probe->novelty != PROBE_ARRIVING)
		return 0;
	error = dtrace_ecb_create(state, match->clause, probe, &ecb);
	if (error != 0)
		return error;
	match->ecbs++;
	if (state->linked)
		dtrace_ecb_link(ecb);
	return 0;
}

static int match_clause(struct match_ecb *match, dtrace_id_t from, dtrace_id_t to)
{
	const struct dtrace_clause *clause = match->clause;
	int error = 0;
	uint32_t i;

	for (i = 0; i < clause->description_count && error == 0; i++)
		error = dtrace_match(&clause->descriptions[i], from, to, match_probe, match);
	return error;
}

int dtrace_enabling_match(struct dtrace_enabling *enabling, uint32_t *matched, uint32_t *ecbs)
{
	int error = 0;
	uint32_t i;

	for (i = 0; i < enabling->clause_count && error == 0; i++) {
		struct match_ecb match = {&enabling->clauses[i], 0, false};

		error = match_clause(&match, 1, DTRACE_ID_LAST);
		if (!match.clause->continued)
			*matched += match.ecbs;
		*ecbs += match.ecbs;
	}
	return error;
}

static int match_arriving(struct dtrace_enabling *enabling, dtrace_id_t from, dtrace_id_t to)
{
	int error = 0;
	uint32_t i;

	for (i = 0; i < enabling->clause_count && error == 0; i++) {
		struct match_ecb match = {&enabling->clauses[i], 0, true};

		error = match_clause(&match, from, to);
	}
	return error;
}

/* Of consumers that have not ended. A failure leaves a new probe unwatched; it is said in the log.
 */
void dtrace_enablings_match_new(dtrace_id_t from, dtrace_id_t to)
{
	struct dtrace_state *state;

	for (state = dtrace_engine.states; state != NULL; state = state->next) {
		struct dtrace_enabling *enabling;
		int error = 0;

		if (DTRACE_PEEK(state->activity) > DTRACE_ACTIVE)
			continue;
		for (enabling = state->enablings; enabling != NULL && error == 0;
		     enabling = enabling->next)
			error = match_arriving(enabling, from, to);
		if (error != 0)
			host_log("dtrace: new probes are not enabled for consumer %u: %s",
				 state->number,
				 error == -E2BIG ? "it has too many enabled probes" : "no memory");
	}
}
