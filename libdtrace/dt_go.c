/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The life of a run: enable programs, go, look at the status now and then,
 * sleep until there is something to do, stop.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "dt_consumer.h"
#include "dt_departed.h"

uint64_t dt_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000000000ull + now.tv_nsec;
}

static int enable_dof(struct dtrace_hdl *hdl, const void *dof, size_t size,
		      struct dtrace_ioc_enable *enable)
{
	memset(enable, 0, sizeof(*enable));
	enable->dof = (uintptr_t)dof;
	enable->size = size;
	if (!dt_control(hdl, DTRACEIOC_ENABLE, enable))
		return 0;
	enable->message[sizeof(enable->message) - 1] = '\0';
	if (enable->message[0])
		return dt_set_error(hdl, hdl->error == EPERM ? EDT_DESTRUCTIVE : EDT_ENABLE, "%s",
				    enable->message);
	if (hdl->error == E2BIG)
		return dt_set_error(hdl, EDT_BUFTOOSMALL,
				    "Enabling exceeds size of buffer");
	return -1;
}

int dtrace_program_exec(dtrace_hdl_t *hdl, dtrace_prog_t *program, dtrace_proginfo_t *info)
{
	struct dtrace_ioc_enable enable;
	size_t size;
	void *dof;
	int error;

	if (hdl->active)
		return dt_set_error(hdl, EDT_ACTIVE, NULL);
	if (dt_option(hdl, DTRACEOPT_GRABANON))
		return dt_set_error(hdl, EDT_ACTIVE, "Can't claim anonymous state and enable probes");
	if (info)
		dtrace_program_info(hdl, program, info);
	dof = dt_dof_create(hdl, program, &size);
	if (!dof)
		return -1;
	error = enable_dof(hdl, dof, size, &enable);
	free(dof);
	if (!error)
		dt_debug(hdl, "enabled %zu bytes of DOF: %u probes", size, enable.matched);
	if (!error && info)
		info->matches = enable.matched;
	return error;
}

void dtrace_program_destroy(dtrace_hdl_t *hdl, dtrace_prog_t *program)
{
	struct dt_program **at = &hdl->programs;

	while (*at && *at != program)
		at = &(*at)->next;
	if (!*at)
		return;
	*at = program->next;
	dt_program_destroy(program);
}

void *dtrace_dof_create(dtrace_hdl_t *hdl, dtrace_prog_t *program, size_t *size)
{
	return dt_dof_create(hdl, program, size);
}

void *dtrace_getopt_dof(dtrace_hdl_t *hdl, size_t *size)
{
	return dt_dof_create(hdl, NULL, size);
}

void dtrace_dof_destroy(dtrace_hdl_t *hdl, void *dof)
{
	free(dof);
}

/* --- options of the engine -------------------------------------------------------------- */

static int send_options(struct dtrace_hdl *hdl)
{
	struct dtrace_ioc_enable enable;
	size_t size;
	void *dof = dt_dof_create(hdl, NULL, &size);
	int error;

	if (!dof)
		return -1;
	error = enable_dof(hdl, dof, size, &enable);
	free(dof);
	return error;
}

/* What the engine made of options: sizes that did not fit, rates beyond its limits. */
static int settle(struct dtrace_hdl *hdl)
{
	static const enum dtrace_option options[] = {DTRACEOPT_BUFSIZE, DTRACEOPT_AGGSIZE,
						     DTRACEOPT_SPECSIZE, DTRACEOPT_DYNVARSIZE,
						     DTRACEOPT_CLEANRATE, DTRACEOPT_STATUSRATE};

	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++) {
		struct dtrace_ioc_option ask = {.option = options[i]};

		if (dt_control(hdl, DTRACEIOC_OPTION, &ask))
			return -1;
		if (ask.value != dt_option(hdl, options[i]))
			hdl->options[options[i]] = ask.value;
	}
	hdl->consumer->buffer_size = dt_option(hdl, DTRACEOPT_BUFSIZE);
	hdl->consumer->aggregation_size = dt_option(hdl, DTRACEOPT_AGGSIZE);
	return 0;
}

int dtrace_go(dtrace_hdl_t *hdl)
{
	struct dt_consumer *consumer = hdl->consumer;
	struct dtrace_ioc_cpu where = {0};
	bool claim = dt_option(hdl, DTRACEOPT_GRABANON);

	if (hdl->active)
		return dt_set_error(hdl, EDT_ACTIVE, NULL);
	if ((!claim && dt_enable_error_clause(hdl)) || send_options(hdl))
		return -1;
	dt_departed_begin(hdl);
	if (dt_control(hdl, DTRACEIOC_GO, &where)) {
		if (claim)
			return dt_anonymous_refusal(hdl);
		if (hdl->error == E2BIG)
			return dt_set_error(hdl, EDT_BUFTOOSMALL,
					    "END enablings exceed size of principal buffer");
		if (hdl->error == ENOSPC)
			return dt_set_error(hdl, EDT_BUFTOOSMALL, NULL);
		if (hdl->error == ENOMEM)
			return dt_set_error(hdl, EDT_NOMEM,
					    "not enough memory for the buffers: make them smaller "
					    "with -b, -x aggsize= or -x dynvarsize=");
		return -1;
	}
	if (claim && dt_anonymous_options(hdl))
		return -1;
	hdl->active = true;
	consumer->incomplete = where.incomplete;
	dt_debug(hdl, "tracing, BEGIN was on CPU %u", where.cpu);
	consumer->begin_cpu = where.cpu < hdl->conf.cpus ? where.cpu : 0;
	consumer->end_cpu = consumer->begin_cpu;
	consumer->last_switch = consumer->last_status = consumer->last_aggregate = dt_now();
	return settle(hdl);
}

int dtrace_stop(dtrace_hdl_t *hdl)
{
	struct dtrace_ioc_cpu where = {0};

	if (hdl->stopped)
		return 0;
	if (dt_control(hdl, DTRACEIOC_STOP, &where))
		return -1;
	hdl->stopped = true;
	dt_debug(hdl, "stopped, END was on CPU %u", where.cpu);
	hdl->consumer->end_cpu = where.cpu < hdl->conf.cpus ? where.cpu : 0;
	return 0;
}

/* --- when to do what ------------------------------------------------------------------------ */

static uint64_t due(struct dtrace_hdl *hdl, uint64_t last, enum dtrace_option rate)
{
	return last + dt_option(hdl, rate);
}

#define SHORTEST_PAUSE 1000000ull   /* ns */
#define LONGEST_PAUSE 100000000ull /* ns */

/*
 * Sleep to the next reading of buffers, aggregations or status, whichever is first. An exit()
 * or a target's end is noticed by looking in between: at once in a short run, ever less often
 * in a long one, so that the tracer does not disturb what it traces. A signal ends the sleep.
 */
void dtrace_sleep(dtrace_hdl_t *hdl)
{
	struct dt_consumer *consumer = hdl->consumer;
	uint64_t now = dt_now(), until = due(hdl, consumer->last_status, DTRACEOPT_STATUSRATE);
	uint64_t other = due(hdl, consumer->last_switch, DTRACEOPT_SWITCHRATE);
	struct timespec pause;

	if (other < until)
		until = other;
	other = due(hdl, consumer->last_aggregate, DTRACEOPT_AGGRATE);
	if (other < until)
		until = other;
	if (until <= now)
		return;
	consumer->pause = consumer->pause ? consumer->pause * 5 / 4 : SHORTEST_PAUSE;
	if (consumer->pause > LONGEST_PAUSE)
		consumer->pause = LONGEST_PAUSE;
	if (until - now > consumer->pause)
		until = now + consumer->pause;
	pause.tv_sec = (until - now) / 1000000000;
	pause.tv_nsec = (until - now) % 1000000000;
	nanosleep(&pause, NULL);
	dt_processes_poll(hdl);
	dt_departed_collect(hdl);
}

uint32_t dtrace_incomplete(const dtrace_hdl_t *hdl)
{
	return hdl->consumer->incomplete;
}

/*
 * exit() and a full fill buffer are asked for at every call (it is one cheap control call); drops
 * are reported at statusrate.
 */
dtrace_status_t dtrace_status(dtrace_hdl_t *hdl)
{
	struct dt_consumer *consumer = hdl->consumer;
	struct dtrace_ioc_status status;
	uint64_t now = dt_now();

	if (!hdl->active)
		return DTRACE_STATUS_NONE;
	if (hdl->stopped)
		return DTRACE_STATUS_STOPPED;
	if (dt_control(hdl, DTRACEIOC_STATUS, &status))
		return DTRACE_STATUS_ERROR;
	if (status.killed) {
		dt_set_error(hdl, EDT_MESSAGE, "Abort due to systemic unresponsiveness");
		return DTRACE_STATUS_ERROR;
	}
	if (status.exiting || status.filled || now >= due(hdl, consumer->last_status,
							  DTRACEOPT_STATUSRATE)) {
		consumer->last_status = now;
		if (dt_report_status_drops(hdl, &status))
			return DTRACE_STATUS_ERROR;
	}
	if (status.exiting)
		return DTRACE_STATUS_EXITED;
	if (status.filled)
		return DTRACE_STATUS_FILLED;
	if (dt_processes_done(hdl))
		return DTRACE_STATUS_EXITED;
	return DTRACE_STATUS_OKAY;
}

int dtrace_exit_status(dtrace_hdl_t *hdl)
{
	return hdl->consumer->exit_status;
}

static int final_status(struct dtrace_hdl *hdl)
{
	struct dtrace_ioc_status status;

	if (dt_control(hdl, DTRACEIOC_STATUS, &status))
		return -1;
	return dt_report_status_drops(hdl, &status);
}

dtrace_workstatus_t dtrace_work(dtrace_hdl_t *hdl, FILE *out, dtrace_consume_probe_f *probe,
				dtrace_consume_rec_f *record, void *argument)
{
	dtrace_workstatus_t result = DTRACE_WORKSTATUS_OKAY;

	switch (dtrace_status(hdl)) {
	case DTRACE_STATUS_EXITED:
	case DTRACE_STATUS_FILLED:
		if (dtrace_stop(hdl))
			return DTRACE_WORKSTATUS_ERROR;
		result = DTRACE_WORKSTATUS_DONE;
		break;
	case DTRACE_STATUS_STOPPED:
		result = DTRACE_WORKSTATUS_DONE;
		break;
	case DTRACE_STATUS_ERROR:
		return DTRACE_WORKSTATUS_ERROR;
	default:
		break;
	}
	if (dt_aggregate_poll(hdl, result == DTRACE_WORKSTATUS_DONE) ||
	    dtrace_consume(hdl, out, probe, record, argument))
		return DTRACE_WORKSTATUS_ERROR;
	if (result == DTRACE_WORKSTATUS_DONE && final_status(hdl))
		return DTRACE_WORKSTATUS_ERROR;
	return result;
}

/* --- handlers -------------------------------------------------------------------------------- */

/* Of each kind there is one, until it is taken away (NULL). */
#define HANDLER(kind)                                                                             \
	int dtrace_handle_##kind(dtrace_hdl_t *hdl, dtrace_handle_##kind##_f *handler,            \
				 void *argument)                                                  \
	{                                                                                         \
		struct dt_consumer *consumer = hdl->consumer;                                     \
                                                                                                  \
		if (handler && consumer->kind##_handler)                                          \
			return dt_set_error(hdl, EALREADY, NULL);                                 \
		consumer->kind##_handler = handler;                                               \
		consumer->kind##_argument = argument;                                             \
		return 0;                                                                         \
	}

HANDLER(err)
HANDLER(drop)
HANDLER(setopt)
HANDLER(buffered)
