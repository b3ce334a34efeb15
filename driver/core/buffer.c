/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Principal buffers: room for firings under the three policies, and how the
 * consumer gets at them. Reserve, commit and switch are for the owning CPU in probe
 * context with cpu->busy set; the rest for the control path.
 *
 * Ring. Not wrapped: firings fill [0, offset). Wrapped: they fill [oldest, end) and then
 * [0, offset), offset <= oldest <= end <= size. Room is made by giving up the oldest firing,
 * so oldest always stands at the start of one. When the upper part is used up the ring is not
 * wrapped any more.
 */
#include "run.h"

int dtrace_buffer_create(struct dtrace_buffer *buffer, size_t size, size_t slack,
			 unsigned int policy)
{
	memset(buffer, 0, sizeof(*buffer));
	buffer->size = size;
	buffer->policy = (uint8_t)policy;
	buffer->active = host_alloc(size + slack);
	if (policy == DTRACE_BUFPOLICY_SWITCH)
		buffer->spare = host_alloc(size + slack);
	if (buffer->active != NULL && (policy != DTRACE_BUFPOLICY_SWITCH || buffer->spare != NULL))
		return 0;
	dtrace_buffer_destroy(buffer);
	return -ENOMEM;
}

void dtrace_buffer_destroy(struct dtrace_buffer *buffer)
{
	host_free(buffer->active);
	host_free(buffer->spare);
	memset(buffer, 0, sizeof(*buffer));
}

static size_t firing_size(const struct dtrace_buffer *buffer, size_t offset)
{
	const struct dtrace_firing_header *header = (const void *)(buffer->active + offset);

	return header->size;
}

static uint8_t *reserve_ring(struct dtrace_buffer *buffer, size_t size)
{
	if (!buffer->wrapped && size > buffer->size - buffer->offset) {
		buffer->end = buffer->offset;
		buffer->offset = buffer->oldest = 0;
		buffer->wrapped = true;
	}
	while (buffer->wrapped && buffer->oldest - buffer->offset < size) {
		if (buffer->oldest < buffer->end) {
			buffer->oldest += firing_size(buffer, buffer->oldest);
			continue;
		}
		buffer->wrapped = false;
		buffer->oldest = 0;
		if (size > buffer->size - buffer->offset)
			return reserve_ring(buffer, size);
	}
	return buffer->active + buffer->offset;
}

/* reserve_ring() calls itself once at most: a second wrap starts at offset 0 with everything given
 * up. */
uint8_t *dtrace_buffer_reserve(struct dtrace_buffer *buffer, size_t size, size_t keep_free)
{
	if (size > buffer->size) {
		buffer->drops++;
		return NULL;
	}
	if (buffer->policy == DTRACE_BUFPOLICY_RING)
		return reserve_ring(buffer, size);
	if (buffer->offset + size + keep_free <= buffer->size)
		return buffer->active + buffer->offset;
	if (buffer->policy == DTRACE_BUFPOLICY_FILL)
		buffer->full = true;
	else
		buffer->drops++;
	return NULL;
}

static void take_counts(struct dtrace_buffer *buffer)
{
	buffer->spare_drops = buffer->drops;
	buffer->spare_errors = buffer->errors;
	buffer->drops = buffer->errors = 0;
	buffer->switched = host_time();
}

void dtrace_buffer_switch(struct dtrace_buffer *buffer)
{
	uint8_t *active = buffer->active;

	buffer->active = buffer->spare;
	buffer->spare = active;
	buffer->spare_offset = buffer->offset;
	buffer->offset = 0;
	take_counts(buffer);
}

/* --- snapshots --------------------------------------------------------- */

struct switching {
	struct dtrace_state *state;
	bool aggregation;
};

static void switch_there(void *argument, unsigned int cpu)
{
	struct switching *switching = argument;
	struct dtrace_local *local = switching->state->locals[cpu];

	dtrace_speculations_sweep(switching->state, cpu);
	if (switching->aggregation)
		dtrace_agg_buffer_switch(&local->aggregation);
	else if (local->principal.policy == DTRACE_BUFPOLICY_SWITCH)
		dtrace_buffer_switch(&local->principal);
	else
		take_counts(&local->principal);
}

static const void *give(struct dtrace_ioc_snapshot *snapshot, const struct dtrace_buffer *buffer,
			const uint8_t *from, size_t bytes)
{
	snapshot->size = bytes;
	snapshot->drops = buffer->spare_drops;
	snapshot->errors = buffer->spare_errors;
	snapshot->timestamp = buffer->switched;
	return from;
}

/* What lies between firings becomes padding. */
static void clear_ring_gaps(struct dtrace_buffer *buffer)
{
	memset(buffer->active + buffer->offset, 0, buffer->oldest - buffer->offset);
	memset(buffer->active + buffer->end, 0, buffer->size - buffer->end);
}

/*
 * Fill and ring buffers are read once, after STOP; until then there is nothing to
 * give. Nothing fires any more, so the buffer may be read where it is.
 */
static const void *give_stopped(struct dtrace_state *state, struct dtrace_ioc_snapshot *snapshot,
				struct dtrace_buffer *buffer)
{
	size_t bytes = buffer->wrapped ? buffer->size : buffer->offset;

	if (state->activity != DTRACE_STOPPED && state->activity != DTRACE_KILLED)
		return give(snapshot, buffer, buffer->active, 0);
	if (buffer->wrapped)
		clear_ring_gaps(buffer);
	snapshot->oldest = buffer->wrapped ? buffer->oldest : 0;
	buffer->wrapped = false;
	buffer->offset = buffer->oldest = buffer->end = 0;
	return give(snapshot, buffer, buffer->active, bytes);
}

int dtrace_state_snapshot(struct dtrace_state *state, struct dtrace_ioc_snapshot *snapshot,
			  bool aggregation, const void **from)
{
	struct switching switching = {state, aggregation};
	struct dtrace_local *local;
	struct dtrace_buffer *buffer;

	snapshot->size = snapshot->drops = snapshot->errors = snapshot->oldest = 0;
	if (snapshot->cpu >= dtrace_engine.cpu_count)
		return -EINVAL;
	local = state->locals != NULL ? state->locals[snapshot->cpu] : NULL;
	if (local == NULL)
		return -ENOENT;
	buffer = aggregation ? &local->aggregation.buffer : &local->principal;
	if (buffer->active == NULL)
		return 0; /* no aggregations */
	if (snapshot->capacity < buffer->size) {
		snapshot->size = buffer->size;
		return -ENOSPC;
	}
	dtrace_call_cpu(snapshot->cpu, switch_there, &switching);
	*from = buffer->policy != DTRACE_BUFPOLICY_SWITCH
			? give_stopped(state, snapshot, buffer)
			: give(snapshot, buffer, buffer->spare, buffer->spare_offset);
	return 0;
}

void dtrace_state_snapped(struct dtrace_state *state, unsigned int cpu)
{
	struct dtrace_agg_buffer *aggregation = &state->locals[cpu]->aggregation;

	if (aggregation->buffer.active != NULL) /* there are aggregations */
		dtrace_agg_buffer_clear_spare(aggregation);
}
