/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Anonymous tracing: programs that begin to run before there is anybody to consume them (the host
 * hands them over as it starts), and the consumer that takes them over later.
 *
 * The anonymous consumer is an ordinary state without an owner. A state whose GO asks for
 * grabanon claims it: from then on the claimer's control calls are about the claimed state, which
 * is closed together with the claimer. Until then nobody can be heard of, so the deadman leaves it
 * alone.
 */
#include "objects.h"

/* The image at the front of what is left, and how long it is; 0: none that could be one. */
static size_t image_length(const uint8_t *images, size_t left)
{
	const struct dof_header *header = (const void *)images;

	if (left < sizeof(*header) || header->filesz < sizeof(*header) || header->filesz > left ||
	    header->filesz > DTRACE_DOF_MAX)
		return 0;
	return header->filesz;
}

static int enable_all(struct dtrace_state *state, const uint8_t *images, size_t size,
		      struct dtrace_ioc_enable *result)
{
	size_t at, length;
	int error = 0;

	for (at = 0; at < size && error == 0; at += length) {
		length = image_length(images + at, size - at);
		if (length == 0 || at % 8 != 0) {
			dtrace_message(result->message, sizeof(result->message),
				       "it is no sequence of DOF images");
			return -EINVAL;
		}
		error = dtrace_state_enable(state, images + at, length, result);
	}
	return error;
}

static int begin(struct dtrace_state *state, const uint8_t *images, size_t size,
		 struct dtrace_ioc_enable *result)
{
	struct dtrace_ioc_cpu where;
	int error;

	state->unclaimed = true;
	error = enable_all(state, images, size, result);
	if (error == 0)
		error = dtrace_state_go(state, &where);
	if (error == 0)
		dtrace_engine.anonymous = state;
	return error;
}

int dtrace_anonymous_start(unsigned int privileges, const void *images, size_t size, char *message,
			   size_t message_size)
{
	struct dtrace_ioc_enable *result = host_alloc(sizeof(*result));
	struct dtrace_state *state;
	int error = result != NULL ? dtrace_state_open(privileges, &state) : -ENOMEM;

	if (error == 0) {
		dtrace_lock();
		error = begin(state, images, size, result);
		dtrace_unlock();
		if (error != 0)
			dtrace_state_close(state);
		dtrace_message(message, message_size, "%s", result->message);
	}
	host_free(result);
	return error;
}

bool dtrace_anonymous_waits(void)
{
	return DTRACE_LOAD(dtrace_engine.anonymous) != NULL;
}

void dtrace_anonymous_stop(void)
{
	struct dtrace_state *state;

	dtrace_lock();
	state = dtrace_engine.anonymous;
	DTRACE_STORE(dtrace_engine.anonymous, NULL);
	dtrace_unlock();
	if (state != NULL)
		dtrace_state_close(state);
}

/* Where BEGIN ran is what GO tells. */
int dtrace_anonymous_claim(struct dtrace_state *state, struct dtrace_ioc_cpu *result)
{
	struct dtrace_state *anonymous = dtrace_engine.anonymous;

	if (state->ecb_count != 0)
		return -EINVAL;
	if (anonymous == NULL)
		return -ENOENT;
	DTRACE_STORE(dtrace_engine.anonymous, NULL);
	anonymous->alive = host_time();
	DTRACE_STORE(anonymous->unclaimed, false);
	result->cpu = anonymous->begin_cpu;
	result->incomplete = dtrace_ecbs_incomplete(anonymous);
	DTRACE_STORE(state->claimed, anonymous);
	return 0;
}
