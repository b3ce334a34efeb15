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
};

/* BEGIN, END and ERROR belong to their consumer; all others need the right to see the kernel or, at
 * hit time, the owner. */
static int match_probe(struct dtrace_probe *probe, void *argument)
{
	struct match_ecb *match = argument;
	struct dtrace_state *state = match->clause->enabling->state;
	struct dtrace_ecb *ecb = dtrace_ecb_create(state, match->clause, probe);

	if (ecb == NULL)
		return -ENOMEM;
	match->ecbs++;
	if (state->linked)
		dtrace_ecb_link(ecb);
	return 0;
}

static int match_clause(struct dtrace_clause *clause, dtrace_id_t from, dtrace_id_t to,
			uint32_t *matched, uint32_t *ecbs)
{
	struct match_ecb match = {clause, 0};
	int error = 0;
	uint32_t i;

	for (i = 0; i < clause->description_count && error == 0; i++)
		error = dtrace_match(&clause->descriptions[i], from, to, match_probe, &match);
	if (!clause->continued)
		*matched += match.ecbs;
	*ecbs += match.ecbs;
	return error;
}

int dtrace_enabling_match(struct dtrace_enabling *enabling, dtrace_id_t from, dtrace_id_t to,
			  uint32_t *matched, uint32_t *ecbs)
{
	int error = 0;
	uint32_t i;

	for (i = 0; i < enabling->clause_count && error == 0; i++)
		error = match_clause(&enabling->clauses[i], from, to, matched, ecbs);
	return error;
}

/* Of consumers that have not ended. A failure leaves a new probe unwatched; it is said in the log.
 */
void dtrace_enablings_match_new(dtrace_id_t from, dtrace_id_t to)
{
	uint32_t matched = 0, ecbs = 0;
	struct dtrace_state *state;

	if (from > to)
		return;
	for (state = dtrace_engine.states; state != NULL; state = state->next) {
		struct dtrace_enabling *enabling;

		if (DTRACE_PEEK(state->activity) > DTRACE_ACTIVE)
			continue;
		for (enabling = state->enablings; enabling != NULL; enabling = enabling->next)
			if (dtrace_enabling_match(enabling, from, to, &matched, &ecbs) != 0)
				host_log("dtrace: no memory to enable new probes");
	}
}
