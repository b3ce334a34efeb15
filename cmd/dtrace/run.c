/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Tracing: go, print what comes until the program, its targets or the user
 * end it, then END's output and the aggregations.
 *
 * The first SIGINT or SIGTERM ends tracing cleanly; the second ends the command at once,
 * without aggregations.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "dtrace_cmd.h"

static volatile sig_atomic_t interrupted, impatient, newline;

/* Where the output goes, and nowhere: what a write that blocks is led to when it must end. */
static int output_file = -1, nowhere = -1;

/*
 * The first signal interrupts waiting, but no write (SA_RESTART): nothing is lost by it. A second
 * one means: now, without aggregations, even if nobody reads what is being written. But timeout(1)
 * and shells send theirs to the process and to its group: what comes within a second is the first
 * one.
 */
static void on_signal(int number, siginfo_t *info, void *context)
{
	static struct timespec first;
	struct timespec now;

	if (number == FRONT_SIGNAL)
		number = info->si_value.sival_int;
	clock_gettime(CLOCK_MONOTONIC, &now);
	if (!interrupted)
		first = now;
	else if ((now.tv_sec - first.tv_sec) * 1000 + (now.tv_nsec - first.tv_nsec) / 1000000 >=
		 1000)
		impatient = 1;
	if (impatient && nowhere >= 0)
		dup2(nowhere, output_file);
	if (!interrupted)
		newline = 1; /* a second one does not take it away */
	interrupted = 1;
}

static void catch_signals(FILE *out)
{
	struct sigaction action = {.sa_sigaction = on_signal, .sa_flags = SA_SIGINFO | SA_RESTART},
			 old;
	static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};

	output_file = fileno(out);
	nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);

	sigaction(FRONT_SIGNAL, &action, NULL);
	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]) && !front_exists(); i++) {
		/* What a nohup or a background shell ignores stays ignored. */
		if (!sigaction(numbers[i], NULL, &old) && old.sa_handler != SIG_IGN)
			sigaction(numbers[i], &action, NULL);
	}
	/* A closed pipe is an error of writing, told as one. */
	signal(SIGPIPE, SIG_IGN);
}

struct print {
	const struct command *command;
	FILE *out;
	bool heading; /* printed */
	bool json;    /* oformat=json: one object a line and nothing else */
	dtrace_hdl_t *hdl;
};

/* --- the classic layout -------------------------------------------------------------------- */

static void print_heading(struct print *print, bool flow)
{
	if (print->heading)
		return;
	print->heading = true;
	if (flow)
		fprintf(print->out, "%3s %-41s\n", "CPU", "FUNCTION");
	else
		fprintf(print->out, "%3s %6s %32s\n", "CPU", "ID", "FUNCTION:NAME");
}

static bool option_is_on(dtrace_hdl_t *hdl, const char *name)
{
	dtrace_optval_t value;

	return !dtrace_getopt(hdl, name, &value) && value != DTRACEOPT_UNSET && value;
}

static int print_firing(const dtrace_probedata_t *data, void *argument)
{
	struct print *print = argument;
	bool flow = option_is_on(data->hdl, "flowindent");
	char name[DTRACE_FUNCTION_LEN + DTRACE_NAME_LEN + 64];

	if (impatient)
		return DTRACE_CONSUME_ABORT;
	/* The flow is printed even with -q. */
	if (print->json || (!flow && option_is_on(data->hdl, "quiet")))
		return DTRACE_CONSUME_THIS;
	print_heading(print, flow);
	if (!flow) {
		snprintf(name, sizeof(name), "%s:%s", data->probe->function, data->probe->name);
		fprintf(print->out, "%3u %6u %32s ", data->cpu, data->probe->id, name);
		return DTRACE_CONSUME_THIS;
	}
	if (data->flow == DTRACE_FLOW_NONE)
		snprintf(name, sizeof(name), "%*s%s%s:%s", data->indent, "", data->prefix,
			 data->probe->function, data->probe->name);
	else
		snprintf(name, sizeof(name), "%*s%s%s", data->indent, "", data->prefix,
			 data->probe->function);
	fprintf(print->out, "%3u %-41s ", data->cpu, name);
	return DTRACE_CONSUME_THIS;
}

static int print_record(const dtrace_probedata_t *data, const dtrace_recdesc_t *record,
			void *argument)
{
	struct print *print = argument;

	if (impatient)
		return DTRACE_CONSUME_ABORT;
	if (!record) {
		if (!print->json && !option_is_on(data->hdl, "quiet"))
			fputc('\n', print->out);
		return DTRACE_CONSUME_NEXT;
	}
	return DTRACE_CONSUME_THIS;
}

static int on_error(const dtrace_errdata_t *data, void *argument)
{
	struct print *print = argument;

	if (print->json)
		dtrace_json_error(print->out, data);
	else
		fprintf(stderr, "dtrace: %s", data->message);
	return DTRACE_HANDLE_OK;
}

static int on_drop(const dtrace_dropdata_t *data, void *argument)
{
	struct print *print = argument;

	if (print->json)
		dtrace_json_drop(print->out, data);
	else
		fprintf(stderr, "dtrace: %s", data->message);
	return DTRACE_HANDLE_OK;
}

/* --- targets --------------------------------------------------------------------------------- */

static void report_end(const struct command *command, struct target *target, int status)
{
	int pid = target->pid;

	if (command->quiet)
		return;
	if (!target->command || (WIFEXITED(status) && !WEXITSTATUS(status)))
		message("pid %d has exited", pid);
	else if (WIFEXITED(status))
		message("pid %d exited with status %d", pid, WEXITSTATUS(status));
	else
		message("pid %d terminated by SIG%s", pid,
			sigabbrev_np(WTERMSIG(status)) ? sigabbrev_np(WTERMSIG(status)) : "?");
}

static void watch_targets(const struct command *command, dtrace_hdl_t *hdl,
			  const struct print *print)
{
	for (size_t i = 0; i < command->target_count; i++) {
		struct target *target = &command->targets[i];
		int status = target->reported ? -1 : dtrace_proc_status(hdl, target->process);

		if (status == -1)
			continue;
		if (print->json)
			dtrace_json_target(print->out, target->pid, target->command ? status : -1);
		target->reported = true;
		if (!print->json)
			report_end(command, target, status);
	}
}

/* Told by the library as soon as it knows, so that this always comes before what END prints. */
static void on_target_end(struct dtrace_proc *process, const char *text, void *argument)
{
	const struct print *print = argument;

	watch_targets(print->command, print->hdl, print);
}

static void release_targets(const struct command *command, dtrace_hdl_t *hdl)
{
	for (size_t i = 0; i < command->target_count; i++)
		dtrace_proc_continue(hdl, command->targets[i].process);
}

/* --- probes that could not be armed ----------------------------------------------------------- */

static void report_incomplete(dtrace_hdl_t *hdl)
{
	uint32_t count = dtrace_incomplete(hdl);

	if (count)
		message("%u of the probes cannot fire, or not everywhere they should: %s", count,
			strcmp(dtrace_backend(hdl), "process")
				? "/proc/dtrace/fbt and the kernel's log say why"
				: "DTRACE_DEBUG=1 in the environment says why");
}

/* --- what the engine made of sizes and rates --------------------------------------------------- */

static const struct adjustable {
	const char *option, *what;
	bool rate;
} adjustables[] = {
	{"bufsize", "buffer size", false},
	{"aggsize", "aggregation size", false},
	{"specsize", "speculation size", false},
	{"dynvarsize", "dynamic variable size", false},
	{"cleanrate", "cleaning rate", true},
	{"statusrate", "status rate", true},
};
#define ADJUSTABLES (sizeof(adjustables) / sizeof(adjustables[0]))

static void report_size(const char *what, dtrace_optval_t value)
{
	static const char *const suffixes[] = {" bytes", "k", "m", "g", "t"};
	unsigned int i = 0;

	for (; i < 4 && value && !(value & 1023); i++)
		value >>= 10;
	message("%s lowered to %llu%s", what, (unsigned long long)value, suffixes[i]);
}

/* A rate is kept as its interval. */
static void report_rate(const char *what, dtrace_optval_t asked, dtrace_optval_t value)
{
	const dtrace_optval_t second = 1000000000;
	const char *way = value > asked ? "reduced" : "increased";

	if (value <= second && second % value == 0)
		message("%s %s to %llu hz", what, way, (unsigned long long)(second / value));
	else if (value % second == 0)
		message("%s %s to once every %llu seconds", what, way,
			(unsigned long long)(value / second));
	else
		message("%s %s to once every %llu nanoseconds", what, way, (unsigned long long)value);
}

static void report_adjusted(const struct command *command, dtrace_hdl_t *hdl,
			    const dtrace_optval_t asked[ADJUSTABLES])
{
	dtrace_optval_t value;

	for (size_t i = 0; i < ADJUSTABLES && !command->quiet; i++) {
		const struct adjustable *of = &adjustables[i];

		if (dtrace_getopt(hdl, of->option, &value) || value == DTRACEOPT_UNSET ||
		    !value || value == asked[i])
			continue;
		if (of->rate)
			report_rate(of->what, asked[i], value);
		else if (asked[i] - value >= sizeof(uint64_t) && !option_is_on(hdl, "quietresize"))
			report_size(of->what, value);
	}
}

/* --- the loop --------------------------------------------------------------------------------- */

/*
 * A pipe whose reader is gone: nobody wants what is still to come, even if the next output would be
 * long in coming.
 */
static bool is_unread(FILE *out)
{
	struct pollfd poll_out = {.fd = fileno(out)};

	return poll(&poll_out, 1, 0) == 1 && poll_out.revents & POLLERR;
}

static int trace(const struct command *command, dtrace_hdl_t *hdl, struct print *print)
{
	dtrace_workstatus_t answer;
	bool done = false;

	while (!done) {
		if (!interrupted)
			dtrace_sleep(hdl);
		if (newline) {
			if (!print->json)
				fputc('\n', print->out);
			newline = 0;
		}
		if (is_unread(print->out)) {
			message("cannot write output: %s", strerror(EPIPE));
			return 1;
		}
		if (interrupted && dtrace_stop(hdl))
			return fail(hdl, "couldn't stop tracing");
		answer = dtrace_work(hdl, print->out, print_firing, print_record, print);
		show_warnings(hdl);
		switch (answer) {
		case DTRACE_WORKSTATUS_DONE:
			done = true;
			break;
		case DTRACE_WORKSTATUS_ERROR:
			if (impatient)
				return 0;
			return fail(hdl, "processing aborted");
		default:
			break;
		}
	}
	watch_targets(command, hdl, print);
	return 0;
}

int run(struct command *command, dtrace_hdl_t *hdl, FILE *out)
{
	struct print print = {command, out, false, option_is_on(hdl, "oformat"), hdl};
	dtrace_optval_t asked[ADJUSTABLES];
	int status;

	catch_signals(out);
	dtrace_handle_err(hdl, on_error, &print);
	dtrace_handle_drop(hdl, on_drop, &print);
	dtrace_handle_proc(hdl, on_target_end, &print);
	for (size_t i = 0; i < ADJUSTABLES; i++)
		dtrace_getopt(hdl, adjustables[i].option, &asked[i]);
	if (dtrace_go(hdl))
		return fail(hdl, command->claim ? "could not claim anonymous tracing"
						: "could not enable tracing");
	report_incomplete(hdl);
	if (command->once)
		interrupted = 1;
	if (!command->claim)
		report_adjusted(command, hdl, asked);
	release_targets(command, hdl);
	status = trace(command, hdl, &print);
	if (status || impatient)
		return impatient ? 1 : status;
	if (!print.json)
		fputc('\n', out);
	if (dtrace_aggregate_print(hdl, out, NULL))
		return fail(hdl, "failed to print aggregations");
	return dtrace_exit_status(hdl);
}
