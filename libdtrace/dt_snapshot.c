/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Reading principal buffers, and the order in which their firings are consumed.
 *
 * Each CPU has a queue of bytes not yet consumed. A round appends every CPU's snapshot to its
 * queue. With `temporal` the queues are then merged by timestamp, but only up to the earliest
 * moment at which a buffer of this round was switched: a later firing may still be preceded by one
 * that another CPU has not handed over yet. The last round consumes everything. Without `temporal`
 * BEGIN's firings go first, then CPU after CPU, in the last round the one that ran END last.
 *
 * Buffers of policy fill and ring are read only once tracing has stopped.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "dt_consumer.h"

struct dt_cpu_buffer {
	char *data;
	size_t room, used, at; /* bytes: allocated, filled, consumed */
	uint64_t switched;     /* ns: when the newest part was handed over; 0: not read in this round */
};

int dt_snapshot_open(struct dtrace_hdl *hdl)
{
	hdl->consumer->cpus = calloc(hdl->conf.cpus ? hdl->conf.cpus : 1,
				     sizeof(struct dt_cpu_buffer));
	return hdl->consumer->cpus ? 0 : dt_set_error(hdl, EDT_NOMEM, NULL);
}

void dt_snapshot_close(struct dtrace_hdl *hdl)
{
	struct dt_cpu_buffer *cpus = hdl->consumer->cpus;

	for (uint32_t i = 0; cpus && i < hdl->conf.cpus; i++)
		free(cpus[i].data);
	free(cpus);
	hdl->consumer->cpus = NULL;
}

static int make_room(struct dtrace_hdl *hdl, struct dt_cpu_buffer *queue, size_t more)
{
	char *data;

	if (queue->at) {
		memmove(queue->data, queue->data + queue->at, queue->used - queue->at);
		queue->used -= queue->at;
		queue->at = 0;
	}
	if (queue->room - queue->used >= more)
		return 0;
	data = realloc(queue->data, queue->used + more);
	if (!data)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	queue->data = data;
	queue->room = queue->used + more;
	return 0;
}

/* A ring begins at its oldest firing: bring [oldest, size) before [0, oldest). */
static int rotate(struct dtrace_hdl *hdl, char *data, size_t size, size_t oldest)
{
	char *copy;

	if (!oldest || oldest >= size)
		return 0;
	copy = malloc(oldest);
	if (!copy)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	memcpy(copy, data, oldest);
	memmove(data, data + oldest, size - oldest);
	memcpy(data + size - oldest, copy, oldest);
	free(copy);
	return 0;
}

static int read_cpu(struct dtrace_hdl *hdl, uint32_t cpu)
{
	struct dt_cpu_buffer *queue = &hdl->consumer->cpus[cpu];
	struct dtrace_ioc_snapshot snapshot = {.cpu = cpu};
	size_t capacity = hdl->consumer->buffer_size;

	queue->switched = 0;
	if (make_room(hdl, queue, capacity))
		return -1;
	snapshot.buffer = (uintptr_t)(queue->data + queue->used);
	snapshot.capacity = capacity;
	if (dt_control(hdl, DTRACEIOC_BUFSNAP, &snapshot)) {
		/* A CPU that is down, or not the one asked for with -x cpu, has nothing. */
		return hdl->error == ENXIO || hdl->error == ENOENT ? 0 : -1;
	}
	if (snapshot.size > capacity)
		return dt_set_error(hdl, EDT_MESSAGE, "buffer of CPU %u is larger than it was made",
				    cpu);
	if (rotate(hdl, queue->data + queue->used, snapshot.size, snapshot.oldest))
		return -1;
	queue->used += snapshot.size;
	queue->switched = snapshot.timestamp;
	return dt_report_drops(hdl, cpu, DTRACEDROP_PRINCIPAL, snapshot.drops);
}

/*
 * The next firing of a queue, behind padding; NULL at its end. *error is set for what cannot be
 * one.
 */
static const struct dtrace_firing_header *peek(struct dtrace_hdl *hdl, struct dt_cpu_buffer *queue,
					       int *error)
{
	const struct dtrace_firing_header *header;

	while (queue->used - queue->at >= 8) {
		size_t left = queue->used - queue->at;

		header = (const void *)(queue->data + queue->at);
		if (header->epid == DTRACE_EPID_PAD) {
			queue->at += 8;
			continue;
		}
		if (left >= sizeof(*header) && header->size >= sizeof(*header) &&
		    header->size <= left && header->size % 8 == 0)
			return header;
		*error = dt_set_error(hdl, EDT_MESSAGE,
				      "a trace buffer is damaged: enabled probe %u with %u of %zu bytes",
				      header->epid, header->size, left);
		return NULL;
	}
	return NULL;
}

static int consume_one(struct dtrace_hdl *hdl, uint32_t cpu, const struct dtrace_firing_header *header,
		       dt_firing_f *firing, void *argument)
{
	struct dt_cpu_buffer *queue = &hdl->consumer->cpus[cpu];
	int error = 0;

	queue->at += header->size;
	hdl->consumer->next_firing = peek(hdl, queue, &error);
	if (error)
		return error;
	return firing(hdl, cpu, (const char *)header, header->size, argument);
}

/* The earliest firing of all queues not later than `horizon`. */
static const struct dtrace_firing_header *earliest(struct dtrace_hdl *hdl, uint64_t horizon,
						   uint32_t *cpu, int *error)
{
	const struct dtrace_firing_header *best = NULL;

	for (uint32_t i = 0; i < hdl->conf.cpus; i++) {
		const struct dtrace_firing_header *header =
			peek(hdl, &hdl->consumer->cpus[i], error);

		if (!header || header->timestamp > horizon ||
		    (best && best->timestamp <= header->timestamp))
			continue;
		best = header;
		*cpu = i;
	}
	return best;
}

static int merge(struct dtrace_hdl *hdl, uint64_t horizon, dt_firing_f *firing, void *argument)
{
	const struct dtrace_firing_header *header;
	uint32_t cpu = 0;
	int error = 0;

	while ((header = earliest(hdl, horizon, &cpu, &error))) {
		error = consume_one(hdl, cpu, header, firing, argument);
		if (error)
			break;
	}
	return error;
}

static int consume_cpu(struct dtrace_hdl *hdl, uint32_t cpu, dt_firing_f *firing, void *argument)
{
	const struct dtrace_firing_header *header;
	int error = 0;

	while (!error && (header = peek(hdl, &hdl->consumer->cpus[cpu], &error)))
		error = consume_one(hdl, cpu, header, firing, argument);
	return error;
}

/* The firings of BEGIN (and its errors) at the head of the queue of the CPU that ran it. */
static int consume_begin(struct dtrace_hdl *hdl, dt_firing_f *firing, void *argument)
{
	uint32_t cpu = hdl->consumer->begin_cpu;
	const struct dtrace_firing_header *header;
	int error = 0;

	while (!error && (header = peek(hdl, &hdl->consumer->cpus[cpu], &error))) {
		const struct dt_eprobe *eprobe = dt_eprobe_lookup(hdl, header->epid);

		if (!eprobe)
			return -1;
		if (strcmp(eprobe->desc.provider, "dtrace") || !strcmp(eprobe->desc.name, "END"))
			break;
		error = consume_one(hdl, cpu, header, firing, argument);
	}
	return error;
}

/* BEGIN and END may have run on the same CPU: what other CPUs have stands between them. */
static int cpu_by_cpu(struct dtrace_hdl *hdl, bool last, dt_firing_f *firing, void *argument)
{
	struct dt_consumer *consumer = hdl->consumer;
	int error = consume_begin(hdl, firing, argument);

	for (uint32_t cpu = 0; cpu < hdl->conf.cpus && !error; cpu++) {
		if (!last || cpu != consumer->end_cpu)
			error = consume_cpu(hdl, cpu, firing, argument);
	}
	if (!error && last)
		error = consume_cpu(hdl, consumer->end_cpu, firing, argument);
	return error;
}

static int read_all(struct dtrace_hdl *hdl, uint64_t *horizon)
{
	*horizon = UINT64_MAX;
	for (uint32_t cpu = 0; cpu < hdl->conf.cpus; cpu++) {
		uint64_t switched;

		if (read_cpu(hdl, cpu))
			return -1;
		switched = hdl->consumer->cpus[cpu].switched;
		if (switched && switched < *horizon)
			*horizon = switched;
	}
	return 0;
}

int dt_snapshot_consume(struct dtrace_hdl *hdl, bool last, dt_firing_f *firing, void *argument)
{
	uint64_t horizon;

	if (!last && dt_option(hdl, DTRACEOPT_BUFPOLICY) != DTRACE_BUFPOLICY_SWITCH)
		return 0;
	if (read_all(hdl, &horizon))
		return -1;
	if (!dt_option(hdl, DTRACEOPT_TEMPORAL))
		return cpu_by_cpu(hdl, last, firing, argument);
	return merge(hdl, last ? UINT64_MAX : horizon, firing, argument);
}
