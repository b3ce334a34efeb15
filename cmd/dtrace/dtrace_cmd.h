/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The dtrace command: what its files share. options.c reads the command line into struct command;
 * main.c does what it says, with list.c (-l), anonymous.c (-A), run.c (tracing) and message.c (what
 * goes to stderr).
 */
#ifndef DTRACE_CMD_H
#define DTRACE_CMD_H

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>

#include "libdtrace/dtrace.h"

#define EXIT_USAGE 2

enum command_mode { MODE_RUN, MODE_LIST, MODE_COMPILE, MODE_ANONYMOUS, MODE_VERSION, MODE_HEADER, MODE_LINK };

/* One -n, -P, -m, -f, -i or -s, in the order given. */
struct source {
	enum { SOURCE_TEXT, SOURCE_FILE } kind;
	dtrace_probespec_t spec;
	const char *text; /* program text or file name */
	dtrace_prog_t *program;
	dtrace_proginfo_t info;
};

/* One -x, or a flag that stands for one, in the order given; value NULL: a switch. */
struct setting {
	char flag; /* -b 4m is told as such */
	const char *name, *value;
};

/* One -c or -p. */
struct target {
	const char *command; /* or NULL: grab pid */
	pid_t pid;
	struct dtrace_proc *process;
	bool reported;
};

struct command {
	const char *name; /* argv[0] for $0 and messages */
	enum command_mode mode;
	struct source *sources;
	size_t source_count;
	struct setting *settings;
	size_t setting_count;
	struct target *targets;
	size_t target_count;
	char **arguments; /* $1 …; [0] is $0 */
	int argument_count;
	unsigned int cflags;
	int open_flags;
	bool quiet, verbose, flow;
	bool undecided; /* two modes were asked for */
	bool claim; /* -a: show what anonymous programs have recorded */
	bool once;  /* … so far, without waiting for more (-ae) */
	const char *output; /* -o */
};

/* 0, or the exit status to end with. */
int options_parse(struct command *command, int argc, char **argv);
void options_free(struct command *command);
void usage(FILE *out, const char *name);

/* "dtrace: …" and newline. */
void message(const char *format, ...) __attribute__((format(printf, 1, 2)));
/* The handle's error behind a text; shows the source line with a caret on a terminal. Returns 1. */
int fail(dtrace_hdl_t *hdl, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* What the library finds doubtful in options set since the last time. */
void show_warnings(dtrace_hdl_t *hdl);
/* A name for a source in messages: its spec without body, or the file. */
void source_label(const struct source *source, char *to, size_t size);

int list_probes(struct command *command, dtrace_hdl_t *hdl, FILE *out);
/* -v: stability of a program. */
void print_stability(const struct source *source, FILE *out);
/* -A with and without programs; exit status. */
int anonymous_save(struct command *command, dtrace_hdl_t *hdl);
int anonymous_remove(const struct command *command);
int run(struct command *command, dtrace_hdl_t *hdl, FILE *out);
/* -h and -G: exit status. */
int write_header(const struct command *command, dtrace_hdl_t *hdl);
int link_objects(const struct command *command, dtrace_hdl_t *hdl);

/* --- front.c: for a command that the in-process host traces --- */

#define FRONT_SIGNAL (SIGRTMAX - 4) /* to the worker: si_value is the signal the front got */
/* Before any thread exists. True in the front, when all is over: *status is the exit status. */
bool front_begin(int *status);
bool front_exists(void);
/*
 * In the worker, before the handle is closed: if the command still needs us, tell the front how it
 * ends, and stay.
 */
void front_end(dtrace_hdl_t *hdl, int status);

#endif
