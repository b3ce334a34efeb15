/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Enabled control blocks: made when a clause matches a probe, linked to the probe while the
 * consumer runs. Control lock held. ECBs come in blocks and are freed with their state only, so a
 * firing that still walks an unlinked one finds it intact.
 */
#include "objects.h"

struct dtrace_ecb *dtrace_ecb_find(const struct dtrace_state *state, dtrace_epid_t epid)
{
	if (epid == 0 || epid > state->ecb_count)
		return NULL;
	return &state->ecb_blocks[(epid - 1) / DTRACE_ECB_BLOCK][(epid - 1) % DTRACE_ECB_BLOCK];
}

/* The block of the next ECB, made if need be. */
static struct dtrace_ecb *next_block(struct dtrace_state *state)
{
	uint32_t number = state->ecb_count / DTRACE_ECB_BLOCK;

	if (dtrace_grow(&state->ecb_blocks, &state->ecb_block_room, number + 1) != 0)
		return NULL;
	if (state->ecb_blocks[number] == NULL)
		state->ecb_blocks[number] =
			host_alloc(DTRACE_ECB_BLOCK * sizeof(struct dtrace_ecb));
	return state->ecb_blocks[number];
}

static void set_aggregation_epids(struct dtrace_ecb *ecb)
{
	uint32_t i;

	for (i = 0; i < ecb->clause->act_count; i++) {
		struct dtrace_aggregation *aggregation = ecb->clause->acts[i].aggregation;

		if (aggregation != NULL && aggregation->epid == 0)
			aggregation->epid = ecb->epid;
	}
}

int dtrace_ecb_create(struct dtrace_state *state, struct dtrace_clause *clause,
		      struct dtrace_probe *probe, struct dtrace_ecb **ecb)
{
	struct dtrace_ecb *block, *fresh;

	if (state->ecb_count >= DTRACE_ECBS_MAX)
		return -E2BIG;
	block = next_block(state);
	if (block == NULL)
		return -ENOMEM;
	fresh = &block[state->ecb_count++ % DTRACE_ECB_BLOCK];
	memset(fresh, 0, sizeof(*fresh));
	fresh->state = state;
	fresh->clause = clause;
	fresh->probe = probe;
	fresh->epid = state->ecb_count;
	probe->refs++;
	set_aggregation_epids(fresh);
	*ecb = fresh;
	return 0;
}

void dtrace_ecbs_truncate(struct dtrace_state *state, uint32_t count)
{
	while (state->ecb_count > count) {
		struct dtrace_ecb *ecb = dtrace_ecb_find(state, state->ecb_count);

		HOST_ASSERT(!ecb->linked);
		dtrace_probe_release(ecb->probe);
		state->ecb_count--;
	}
}

void dtrace_ecb_link(struct dtrace_ecb *ecb)
{
	struct dtrace_ecb **at = &ecb->probe->ecbs;

	if (!ecb->probe->alive)
		return;
	while (*at != NULL)
		at = &(*at)->next;
	ecb->linked = true;
	DTRACE_STORE(*at, ecb);
	dtrace_probe_arm(ecb->probe);
}

/* ecb->next stays: a firing may be standing on it. */
void dtrace_ecb_unlink(struct dtrace_ecb *ecb)
{
	struct dtrace_ecb **at = &ecb->probe->ecbs;

	if (!ecb->linked)
		return;
	while (*at != ecb)
		at = &(*at)->next;
	DTRACE_STORE(*at, ecb->next);
	ecb->linked = false;
	dtrace_probe_disarm(ecb->probe);
}

void dtrace_ecbs_link(struct dtrace_state *state)
{
	dtrace_epid_t epid;

	for (epid = 1; epid <= state->ecb_count; epid++)
		dtrace_ecb_link(dtrace_ecb_find(state, epid));
	state->linked = true;
}

/* Of several on one probe only the first counts. */
static bool is_first_of_its_state(const struct dtrace_ecb *ecb)
{
	const struct dtrace_ecb *first = ecb->probe->ecbs;

	while (first->state != ecb->state)
		first = first->next;
	return first == ecb;
}

uint32_t dtrace_ecbs_incomplete(const struct dtrace_state *state)
{
	dtrace_epid_t epid;
	uint32_t count = 0;

	for (epid = 1; epid <= state->ecb_count; epid++) {
		const struct dtrace_ecb *ecb = dtrace_ecb_find(state, epid);

		if (ecb->linked && ecb->probe->incomplete && is_first_of_its_state(ecb))
			count++;
	}
	return count;
}

void dtrace_ecbs_unlink(struct dtrace_state *state)
{
	dtrace_epid_t epid;

	for (epid = 1; epid <= state->ecb_count; epid++)
		dtrace_ecb_unlink(dtrace_ecb_find(state, epid));
	state->linked = false;
}

void dtrace_ecbs_destroy(struct dtrace_state *state)
{
	uint32_t i;

	dtrace_ecbs_truncate(state, 0);
	for (i = 0; i < state->ecb_block_room; i++)
		host_free(state->ecb_blocks[i]);
	host_free(state->ecb_blocks);
	state->ecb_blocks = NULL;
	state->ecb_block_room = 0;
}
