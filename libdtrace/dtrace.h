/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * libdtrace: compile D programs, run them, consume what they record.
 *
 * A handle is used by one thread at a time; different handles are independent.
 * The order of use: dtrace_open, dtrace_setopt, dtrace_program_*compile, dtrace_program_exec,
 * dtrace_go, then dtrace_work until it says DTRACE_WORKSTATUS_DONE (with dtrace_sleep between), dtrace_aggregate_print,
 * dtrace_close. Functions that return int give 0 on success and -1 on failure; pointers NULL;
 * dtrace_errno() and dtrace_errmsg() then say why. The library prints nothing of its own accord.
 */
#ifndef LIBDTRACE_DTRACE_H
#define LIBDTRACE_DTRACE_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>
#include <dtrace/ioctl.h>
#include <dtrace/probe.h>
#include <dtrace/record.h>

#ifdef __cplusplus
extern "C" {
#endif
#pragma GCC visibility push(default)

#define DTRACE_VERSION 3 /* of this interface: dtrace_open(DTRACE_VERSION, …) */

typedef struct dtrace_hdl dtrace_hdl_t;
typedef struct dt_program dtrace_prog_t;
typedef uint64_t dtrace_optval_t;
typedef struct dtrace_probe_desc dtrace_probedesc_t;
typedef struct dtrace_record_desc dtrace_recdesc_t;
#define DTRACEOPT_UNSET ((dtrace_optval_t)-2)

/* --- handle ------------------------------------------------------------------------ */

#define DTRACE_O_NODEV 0x01 /* compile only: no backend is opened */
#define DTRACE_O_NOSYS 0x02 /* do not look at the running kernel's types and symbols */
#define DTRACE_O_PROCESS 0x100 /* in-process host, never the driver */
#define DTRACE_O_DRIVER 0x200 /* the driver or failure */

dtrace_hdl_t *dtrace_open(int version, int flags, int *error);
void dtrace_close(dtrace_hdl_t *hdl);

int dtrace_errno(dtrace_hdl_t *hdl);
/* hdl may be NULL for an error of dtrace_open. */
const char *dtrace_errmsg(dtrace_hdl_t *hdl, int error);
/* Where the last compile error is: for a caret under the source line. line 0: not known. */
struct dtrace_errplace {
	const char *file;   /* NULL: command line */
	const char *source; /* text of the line, without newline, or NULL */
	const char *suggestion; /* "did you mean …" or NULL */
	int line, column; /* column from 1, 0: not known */
};
const struct dtrace_errplace *dtrace_errplace(dtrace_hdl_t *hdl);

/* Options by name, as -x takes them: value NULL for a switch. */
int dtrace_setopt(dtrace_hdl_t *hdl, const char *option, const char *value);
int dtrace_getopt(dtrace_hdl_t *hdl, const char *option, dtrace_optval_t *value);
/* What looks like a mistake in an option set since the last call, or NULL; valid until the next call. */
const char *dtrace_warning(dtrace_hdl_t *hdl);

/* "linux" or "process": what runs the programs. */
const char *dtrace_backend(dtrace_hdl_t *hdl);
/* Version of the D language spoken, "1.13", and of this library. */
const char *dtrace_language_version(void);
const char *dtrace_library_version(void);

/* --- compiling ---------------------------------------------------------------------- */

typedef enum dtrace_probespec {
	DTRACE_PROBESPEC_NONE,
	DTRACE_PROBESPEC_PROVIDER,
	DTRACE_PROBESPEC_MOD,
	DTRACE_PROBESPEC_FUNC,
	DTRACE_PROBESPEC_NAME
} dtrace_probespec_t;

#define DTRACE_C_DIFV 0x0001	/* list DIF objects on stderr as they are made (-S) */
#define DTRACE_C_EMPTY 0x0002	/* an empty program is no error */
#define DTRACE_C_ZDEFS 0x0004	/* descriptions may match nothing (-Z) */
#define DTRACE_C_EATTR 0x0008	/* errors for programs below amin */
#define DTRACE_C_CPP 0x0010	/* run the preprocessor (-C) */
#define DTRACE_C_KNODEF 0x0020
#define DTRACE_C_UNODEF 0x0040
#define DTRACE_C_PSPEC 0x0080	/* "int*" at top level is a probe */
#define DTRACE_C_ETAGS 0x0100	/* [D_…] before messages */
#define DTRACE_C_ARGREF 0x0200	/* unused macro arguments are no error */
#define DTRACE_C_DEFARG 0x0800	/* missing macro arguments are 0 or "" */
#define DTRACE_C_NOLIBS 0x1000	/* do not load D libraries */
#define DTRACE_C_CTL 0x2000	/* only control directives and declarations (libraries) */

dtrace_prog_t *dtrace_program_strcompile(dtrace_hdl_t *hdl, const char *text,
					 dtrace_probespec_t spec, unsigned int cflags, int argc,
					 char *const argv[]);
/* Name shown in messages: dtrace_program_fcompile takes it from the option `scriptname` or says "script". argv[0] is $0. */
dtrace_prog_t *dtrace_program_fcompile(dtrace_hdl_t *hdl, FILE *file, unsigned int cflags, int argc,
				       char *const argv[]);

typedef struct dtrace_proginfo {
	struct dtrace_attribute descattr; /* minimum of the probe descriptions */
	struct dtrace_attribute stmtattr; /* minimum of the statements */
	unsigned int aggregates;	  /* statements that aggregate */
	unsigned int recgens;		  /* statements that record */
	unsigned int matches;		  /* probes matched */
} dtrace_proginfo_t;

void dtrace_program_info(dtrace_hdl_t *hdl, dtrace_prog_t *program, dtrace_proginfo_t *info);
/* Enable it; info may be NULL. */
int dtrace_program_exec(dtrace_hdl_t *hdl, dtrace_prog_t *program, dtrace_proginfo_t *info);
/* DOF image of a program; free with dtrace_dof_destroy. */
void *dtrace_dof_create(dtrace_hdl_t *hdl, dtrace_prog_t *program, size_t *size);
void dtrace_dof_destroy(dtrace_hdl_t *hdl, void *dof);

/* --- probes ---------------------------------------------------------------------------- */

/* Split "a:b:c:d" (fields fill from the right for the kind). */
int dtrace_str2desc(dtrace_hdl_t *hdl, dtrace_probespec_t spec, const char *text,
		    dtrace_probedesc_t *desc);
char *dtrace_desc2str(const dtrace_probedesc_t *desc, char *to, size_t size);
typedef int dtrace_probe_f(dtrace_hdl_t *hdl, const dtrace_probedesc_t *desc, void *data);
/* Call for each probe that matches (NULL: all); a non-zero result ends the walk and is returned; -1 on failure. */
int dtrace_probe_iter(dtrace_hdl_t *hdl, const dtrace_probedesc_t *pattern, dtrace_probe_f *function,
		      void *data);
/* The same for all probes that a compiled program would enable, description by description. */
int dtrace_program_probes(dtrace_hdl_t *hdl, const dtrace_prog_t *program, dtrace_probe_f *function,
			  void *data);
int dtrace_id2desc(dtrace_hdl_t *hdl, dtrace_id_t id, dtrace_probedesc_t *desc);
struct dtrace_probe_info {
	struct dtrace_provider_attributes attributes;
	struct dtrace_attribute args;
	int argc;
	char types[DTRACE_ARGS_MAX + 6][DTRACE_ARGTYPE_LEN]; /* as -lv shows them */
};
int dtrace_probe_info(dtrace_hdl_t *hdl, const dtrace_probedesc_t *desc, struct dtrace_probe_info *info);

/* --- running ------------------------------------------------------------------------------ */

int dtrace_go(dtrace_hdl_t *hdl);
int dtrace_stop(dtrace_hdl_t *hdl);
/* Sleep until it is time to read buffers again (or a signal, or a target's event). */
void dtrace_sleep(dtrace_hdl_t *hdl);
typedef enum dtrace_status {
	DTRACE_STATUS_NONE, /* it is not time yet */
	DTRACE_STATUS_OKAY,
	DTRACE_STATUS_EXITED, /* exit() was called */
	DTRACE_STATUS_FILLED, /* a fill buffer is full */
	DTRACE_STATUS_STOPPED,
	DTRACE_STATUS_ERROR
} dtrace_status_t;
dtrace_status_t dtrace_status(dtrace_hdl_t *hdl);
/* The value given to exit(), 0 without one. */
int dtrace_exit_status(dtrace_hdl_t *hdl);

/* --- consuming ------------------------------------------------------------------------------ */

typedef struct dtrace_probedata {
	dtrace_hdl_t *hdl;
	uint32_t epid, cpu;
	uint64_t timestamp;
	const dtrace_probedesc_t *probe;
	const char *data; /* the firing, header included */
	const dtrace_recdesc_t *records;
	uint32_t record_count;
	int flow;		/* enum dtrace_flow */
	const char *prefix;	/* " -> " and the like */
	int indent;
} dtrace_probedata_t;
enum dtrace_flow { DTRACE_FLOW_NONE, DTRACE_FLOW_ENTRY, DTRACE_FLOW_RETURN };

#define DTRACE_CONSUME_ERROR (-1)
#define DTRACE_CONSUME_THIS 0 /* print it the default way */
#define DTRACE_CONSUME_NEXT 1 /* skip this record (or this firing) */
#define DTRACE_CONSUME_ABORT 2

/* Once per firing. */
typedef int dtrace_consume_probe_f(const dtrace_probedata_t *data, void *argument);
/* Once per record; record NULL after the last. */
typedef int dtrace_consume_rec_f(const dtrace_probedata_t *data, const dtrace_recdesc_t *record,
				 void *argument);
int dtrace_consume(dtrace_hdl_t *hdl, FILE *out, dtrace_consume_probe_f *probe,
		   dtrace_consume_rec_f *record, void *argument);
typedef enum dtrace_workstatus {
	DTRACE_WORKSTATUS_ERROR = -1,
	DTRACE_WORKSTATUS_OKAY,
	DTRACE_WORKSTATUS_DONE
} dtrace_workstatus_t;
dtrace_workstatus_t dtrace_work(dtrace_hdl_t *hdl, FILE *out, dtrace_consume_probe_f *probe,
				dtrace_consume_rec_f *record, void *argument);

/* --- handlers: return DTRACE_HANDLE_OK or _ABORT --------------------------------------------- */

#define DTRACE_HANDLE_ABORT (-1)
#define DTRACE_HANDLE_OK 0
typedef struct dtrace_errdata {
	dtrace_hdl_t *hdl;
	uint32_t epid;
	const dtrace_probedesc_t *probe;
	int action; /* 0 = predicate */
	int offset; /* DIF offset or -1 */
	int fault;  /* enum dtrace_fault */
	uint64_t address;
	uint32_t cpu;
	const char *message; /* whole classic line, newline included */
} dtrace_errdata_t;
typedef int dtrace_handle_err_f(const dtrace_errdata_t *data, void *argument);
int dtrace_handle_err(dtrace_hdl_t *hdl, dtrace_handle_err_f *handler, void *argument);

typedef enum dtrace_dropkind {
	DTRACEDROP_PRINCIPAL,
	DTRACEDROP_AGGREGATION,
	DTRACEDROP_DYNAMIC,
	DTRACEDROP_DYNRINSE,
	DTRACEDROP_DYNDIRTY,
	DTRACEDROP_SPEC,
	DTRACEDROP_SPECBUSY,
	DTRACEDROP_SPECUNAVAIL,
	DTRACEDROP_STKSTROVERFLOW,
	DTRACEDROP_DBLERROR
} dtrace_dropkind_t;
typedef struct dtrace_dropdata {
	dtrace_hdl_t *hdl;
	uint32_t cpu;
	dtrace_dropkind_t kind;
	uint64_t drops, total;
	const char *message;
} dtrace_dropdata_t;
typedef int dtrace_handle_drop_f(const dtrace_dropdata_t *data, void *argument);
int dtrace_handle_drop(dtrace_hdl_t *hdl, dtrace_handle_drop_f *handler, void *argument);

/* With option oformat=json (dtrace_getopt: 1): the objects a consumer writes itself, a line each; see JSON.md. */
void dtrace_json_error(FILE *out, const dtrace_errdata_t *data);
void dtrace_json_drop(FILE *out, const dtrace_dropdata_t *data);
/* `status` as wait() has it, or -1 when unknown. */
void dtrace_json_target(FILE *out, pid_t pid, int status);

typedef struct dtrace_setoptdata {
	dtrace_hdl_t *hdl;
	const dtrace_probedata_t *probe;
	const char *option;
	dtrace_optval_t oldval, newval;
} dtrace_setoptdata_t;
typedef int dtrace_handle_setopt_f(const dtrace_setoptdata_t *data, void *argument);
int dtrace_handle_setopt(dtrace_hdl_t *hdl, dtrace_handle_setopt_f *handler, void *argument);

typedef struct dtrace_bufdata {
	dtrace_hdl_t *hdl;
	const char *buffered; /* text that would have been printed */
	const dtrace_probedata_t *probe;
	const dtrace_recdesc_t *record;
} dtrace_bufdata_t;
typedef int dtrace_handle_buffered_f(const dtrace_bufdata_t *data, void *argument);
/* With this set and out == NULL in dtrace_work, text goes to the handler. */
int dtrace_handle_buffered(dtrace_hdl_t *hdl, dtrace_handle_buffered_f *handler, void *argument);

/* --- aggregations ---------------------------------------------------------------------------- */

typedef struct dtrace_aggdata {
	dtrace_hdl_t *hdl;
	uint32_t variable;  /* the D variable's id */
	const char *name;   /* without @ */
	const char *data;   /* entry: keys and value, offsets as in `records` */
	uint64_t size;
	const dtrace_recdesc_t *records; /* the last is the value */
	uint32_t record_count;
	uint64_t normal;    /* divisor */
	/* With option aggpercpu: by CPU, what that CPU alone gathered (as long as the value), or NULL; else NULL. */
	const int64_t *const *percpu;
} dtrace_aggdata_t;
#define DTRACE_AGGWALK_ERROR (-1)
#define DTRACE_AGGWALK_NEXT 0
#define DTRACE_AGGWALK_ABORT 1
#define DTRACE_AGGWALK_CLEAR 2
#define DTRACE_AGGWALK_NORMALIZE 3
#define DTRACE_AGGWALK_DENORMALIZE 4
#define DTRACE_AGGWALK_REMOVE 5
typedef int dtrace_aggregate_f(const dtrace_aggdata_t *data, void *argument);
int dtrace_aggregate_snap(dtrace_hdl_t *hdl);
int dtrace_aggregate_walk(dtrace_hdl_t *hdl, dtrace_aggregate_f *function, void *argument);
int dtrace_aggregate_walk_sorted(dtrace_hdl_t *hdl, dtrace_aggregate_f *function, void *argument);
/* All that printa() has not printed, in the default layout. */
int dtrace_aggregate_print(dtrace_hdl_t *hdl, FILE *out, dtrace_aggregate_f *filter);
void dtrace_aggregate_clear(dtrace_hdl_t *hdl);

/* --- target processes --------------------------------------------------------------------------- */

struct dtrace_proc;
/* Start argv[0] held before its first instruction of its own (option evaltime); released by dtrace_proc_continue. */
struct dtrace_proc *dtrace_proc_create(dtrace_hdl_t *hdl, const char *file, char *const argv[]);
struct dtrace_proc *dtrace_proc_grab(dtrace_hdl_t *hdl, pid_t pid);
void dtrace_proc_continue(dtrace_hdl_t *hdl, struct dtrace_proc *process);
/* Detach; a created process that never ran is killed. */
void dtrace_proc_release(dtrace_hdl_t *hdl, struct dtrace_proc *process);
pid_t dtrace_proc_getpid(dtrace_hdl_t *hdl, struct dtrace_proc *process);
/* -1 while it runs; else wait status as wait(2) gives it (a grabbed process: 0). */
int dtrace_proc_status(dtrace_hdl_t *hdl, struct dtrace_proc *process);

/*
 * Without the driver a created process (with its children) may carry a system-call filter that needs this
 * process as long as it runs: if this process exits, they are killed. Ask after dtrace_stop() and
 * wait for their end where they are to survive.
 */
int dtrace_proc_needs_us(dtrace_hdl_t *hdl);
void dtrace_proc_wait(dtrace_hdl_t *hdl);

/* --- static probes of applications: -h and -G -------------------------------------------------- */

/* The C header of the providers that compiled programs have declared; `name` is that of the file. 0 or -1. */
int dtrace_header_write(dtrace_hdl_t *hdl, FILE *out, const char *name);
/* Check the probe sites of object files, complete them, and make the object to link with them. 0 or -1. */
int dtrace_program_link(dtrace_hdl_t *hdl, const char *output, char *const objects[], size_t count);

/* --- symbols ---------------------------------------------------------------------------------- */

/* Kernel address as mod`sym+0x1a; user address of a process likewise. Returns length as snprintf. */
int dtrace_addr2str(dtrace_hdl_t *hdl, uint64_t address, char *to, size_t size);
int dtrace_uaddr2str(dtrace_hdl_t *hdl, pid_t pid, uint64_t address, char *to, size_t size);

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
