/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * libdtrace: compile D programs, run them, consume what they record. Compile and link with what
 * `pkg-config --cflags --libs libdtrace` says; usable from C (from C11 on) and C++.
 *
 * The interface has the shape that programs written for a libdtrace elsewhere expect: the same
 * functions, callbacks and answers, and their names for members (dtpda_cpu …) beside the plain
 * ones, see the end of this file. Where a signature differs the compiler says so: dtrace_dof_create
 * gives the size, dtrace_proc_grab takes no flags. Not here are those that build programs by hand
 * (dtrace_stmt_create …) and print by a format of the caller's (dtrace_fprintf …): programs are
 * compiled from text, and what is printed comes as text (dtrace_handle_buffered).
 *
 * A handle is used by one thread at a time; different handles are independent, in threads too. The
 * order of use: dtrace_open, dtrace_setopt, dtrace_program_*compile, dtrace_program_exec,
 * dtrace_go, then dtrace_work until it says DTRACE_WORKSTATUS_DONE (with dtrace_sleep between),
 * dtrace_aggregate_print, dtrace_close. Functions that return int give 0 on success and -1 on
 * failure; pointers NULL; dtrace_errno() and dtrace_errmsg() then say why. The library prints
 * nothing of its own accord.
 */
#ifndef LIBDTRACE_DTRACE_H
#define LIBDTRACE_DTRACE_H

#include <elf.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>
#include <dtrace/limits.h>
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
typedef struct dtrace_attribute dtrace_attribute_t;
typedef uint32_t dtrace_aggvarid_t;
#define DTRACEOPT_UNSET ((dtrace_optval_t)-2)

/* --- handle ------------------------------------------------------------------------ */

#define DTRACE_O_NODEV 0x01 /* compile only: no backend is opened */
#define DTRACE_O_NOSYS 0x02 /* do not look at the running kernel's types and symbols */
#define DTRACE_O_LP64 0x04 /* the only data model of D here */
#define DTRACE_O_ILP32 0x08 /* refused */
#define DTRACE_O_PROCESS 0x100 /* in-process host, never the driver */
#define DTRACE_O_DRIVER 0x200 /* the driver or failure */

dtrace_hdl_t *dtrace_open(int version, int flags, int *error);

/* A symbol's module and name; they live as long as the handle. */
typedef struct dtrace_syminfo {
	const char *object;
	const char *name;
	unsigned long id; /* always 0 */
} dtrace_syminfo_t;
/*
 * A backend of the caller's own instead of the driver: dtv_ioctl gets the commands of
 * <dtrace/ioctl.h> (-1 and errno on failure), dtv_lookup_by_addr (may be NULL: this kernel's
 * symbols) says whose a kernel address is (0, or -1). dtv_status and dtv_sysconf are not called:
 * the answer to DTRACEIOC_CONF tells how many CPUs there are.
 */
typedef struct dtrace_vector {
	int (*dtv_ioctl)(void *argument, int command, void *data);
	int (*dtv_lookup_by_addr)(void *argument, uint64_t address, Elf64_Sym *symbol, dtrace_syminfo_t *info);
	int (*dtv_status)(void *argument, int cpu);
	long (*dtv_sysconf)(void *argument, int name);
} dtrace_vector_t;
dtrace_hdl_t *dtrace_vopen(int version, int flags, int *error, const dtrace_vector_t *vector, void *argument);
/* The driver's open file, -1 with another backend. */
int dtrace_ctlfd(dtrace_hdl_t *hdl);
void dtrace_close(dtrace_hdl_t *hdl);

int dtrace_errno(dtrace_hdl_t *hdl);
/* hdl may be NULL for an error of dtrace_open. */
const char *dtrace_errmsg(dtrace_hdl_t *hdl, int error);
/*
 * A fault of enum dtrace_fault ("divide-by-zero") and the name of a subroutine by its DIF number,
 * or NULL.
 */
const char *dtrace_faultstr(dtrace_hdl_t *hdl, int fault);
const char *dtrace_subrstr(dtrace_hdl_t *hdl, int subroutine);
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
/*
 * What looks like a mistake in an option set since the last call, or NULL; valid until the next
 * call.
 */
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
/*
 * Name shown in messages: dtrace_program_fcompile takes it from the option `scriptname` or says
 * "script". argv[0] is $0.
 */
dtrace_prog_t *dtrace_program_fcompile(dtrace_hdl_t *hdl, FILE *file, unsigned int cflags, int argc,
				       char *const argv[]);

/*
 * Programs live as long as their handle; one that is not needed any more may go earlier, enabled or
 * not.
 */
void dtrace_program_destroy(dtrace_hdl_t *hdl, dtrace_prog_t *program);

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
/* The options that are set, likewise. */
void *dtrace_getopt_dof(dtrace_hdl_t *hdl, size_t *size);

/*
 * Several programs as one image that the driver runs by itself when it is loaded, if it finds it as
 * DTRACE_ANONYMOUS_FILE; free with dtrace_dof_destroy. A handle with the option grabanon and no
 * program claims what they have recorded with dtrace_go and consumes it like its own.
 */
#define DTRACE_ANONYMOUS_FILE "/lib/firmware/dtrace/anonymous.dof"
void *dtrace_anonymous_dof(dtrace_hdl_t *hdl, dtrace_prog_t *const programs[], size_t count, size_t *size);

/*
 * A statement: a probe description with a predicate and actions; one with several descriptions
 * comes once for each.
 */
typedef struct dtrace_stmtdesc {
	const dtrace_probedesc_t *probe;
	dtrace_attribute_t descattr, stmtattr;
	unsigned int actions; /* that it was compiled to */
	int predicate;	      /* has it one? */
} dtrace_stmtdesc_t;
typedef int dtrace_stmt_f(dtrace_hdl_t *hdl, dtrace_prog_t *program, dtrace_stmtdesc_t *statement, void *data);
/* In program order; a non-zero result ends the walk and is returned. */
int dtrace_stmt_iter(dtrace_hdl_t *hdl, dtrace_prog_t *program, dtrace_stmt_f *function, void *data);

/* --- probes ---------------------------------------------------------------------------- */

/* Split "a:b:c:d" (fields fill from the right for the kind). */
int dtrace_str2desc(dtrace_hdl_t *hdl, dtrace_probespec_t spec, const char *text,
		    dtrace_probedesc_t *desc);
char *dtrace_desc2str(const dtrace_probedesc_t *desc, char *to, size_t size);
typedef int dtrace_probe_f(dtrace_hdl_t *hdl, const dtrace_probedesc_t *desc, void *data);
/*
 * Call for each probe that matches (NULL: all); a non-zero result ends the walk and is returned; -1
 * on failure.
 */
int dtrace_probe_iter(dtrace_hdl_t *hdl, const dtrace_probedesc_t *pattern, dtrace_probe_f *function,
		      void *data);
/* The same for all probes that a compiled program would enable, description by description. */
int dtrace_program_probes(dtrace_hdl_t *hdl, const dtrace_prog_t *program, dtrace_probe_f *function,
			  void *data);
int dtrace_id2desc(dtrace_hdl_t *hdl, dtrace_id_t id, dtrace_probedesc_t *desc);
struct dtrace_probe_info {
	struct dtrace_provider_attributes attributes;
	struct dtrace_attribute probe; /* of the description: the minimum for the fields it names */
	struct dtrace_attribute args;
	int argc;
	char types[DTRACE_ARGS_MAX + 6][DTRACE_ARGTYPE_LEN]; /* as -lv shows them */
};
/* "Stable", "Common", "Stable/Stable/Common"; NULL for a number that is none. */
const char *dtrace_stability_name(unsigned int stability);
const char *dtrace_class_name(unsigned int class_number);
char *dtrace_attr2str(dtrace_attribute_t attribute, char *to, size_t size);
/* "Stable/Stable/Common": 0 or -1. */
int dtrace_str2attr(const char *text, dtrace_attribute_t *attribute);
int dtrace_probe_info(dtrace_hdl_t *hdl, const dtrace_probedesc_t *desc, struct dtrace_probe_info *info);

/* --- running ------------------------------------------------------------------------------ */

int dtrace_go(dtrace_hdl_t *hdl);
/* Of the probes enabled by dtrace_go(), how many cannot fire, or not everywhere they should. */
uint32_t dtrace_incomplete(const dtrace_hdl_t *hdl);
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

/* An enabled probe: what its firings look like. */
typedef struct dtrace_eprobedesc {
	dtrace_epid_t epid;
	dtrace_id_t probeid;
	uint64_t size; /* of a firing */
	int nrecs;
	const dtrace_recdesc_t *rec;
} dtrace_eprobedesc_t;

typedef struct dtrace_probedata {
	dtrace_hdl_t *hdl;
	const dtrace_eprobedesc_t *edesc;
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

/*
 * With option oformat=json (dtrace_getopt: 1): the objects a consumer writes itself, a line each;
 * see JSON.md.
 */
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

/* What the text is of: a key, a value, by printa()'s format, the end of a row. */
#define DTRACE_BUFDATA_AGGKEY 0x1
#define DTRACE_BUFDATA_AGGVAL 0x2
#define DTRACE_BUFDATA_AGGFORMAT 0x4
#define DTRACE_BUFDATA_AGGLAST 0x8
typedef struct dtrace_aggdata dtrace_aggdata_t; /* see below */
typedef struct dtrace_bufdata {
	dtrace_hdl_t *hdl;
	const char *buffered; /* text that would have been printed */
	const dtrace_probedata_t *probe; /* NULL: no firing's (aggregations) */
	const dtrace_recdesc_t *record;	 /* the first of the statement, or NULL */
	const dtrace_aggdata_t *aggregate; /* NULL unless flags say so */
	uint32_t flags; /* DTRACE_BUFDATA_* */
} dtrace_bufdata_t;
typedef int dtrace_handle_buffered_f(const dtrace_bufdata_t *data, void *argument);
/*
 * With this set and out == NULL in dtrace_work, text goes to the handler: once for a statement
 * (printf(), a stack, a value), for an aggregation once for each key and value.
 */
int dtrace_handle_buffered(dtrace_hdl_t *hdl, dtrace_handle_buffered_f *handler, void *argument);

/* --- aggregations ---------------------------------------------------------------------------- */

/*
 * An aggregation as it was always described: record 0 is the variable's id at the start of the
 * entry, then the keys, the last is the value.
 */
typedef struct dtrace_aggdesc {
	dtrace_aggid_t id;
	dtrace_aggvarid_t varid;
	const char *name;
	uint64_t size;
	int nrecs;
	const dtrace_recdesc_t *rec;
} dtrace_aggdesc_t;

struct dtrace_aggdata {
	dtrace_hdl_t *hdl;
	uint32_t variable;  /* the D variable's id */
	const char *name;   /* without @ */
	const char *data;   /* entry: keys and value, offsets as in `records` */
	uint64_t size;
	const dtrace_recdesc_t *records; /* the last is the value */
	uint32_t record_count;
	uint64_t normal;    /* divisor */
	/*
	 * With option aggpercpu: by CPU, what that CPU alone gathered (as long as the value), or
	 * NULL; else NULL.
	 */
	const int64_t *const *percpu;
	const dtrace_aggdesc_t *desc; /* the same records, with the id before them */
};
#define DTRACE_AGGWALK_ERROR (-1)
#define DTRACE_AGGWALK_NEXT 0
#define DTRACE_AGGWALK_ABORT 1
#define DTRACE_AGGWALK_CLEAR 2
#define DTRACE_AGGWALK_NORMALIZE 3 /* by what the callback wrote to data->normal */
#define DTRACE_AGGWALK_DENORMALIZE 4
#define DTRACE_AGGWALK_REMOVE 5
typedef int dtrace_aggregate_f(const dtrace_aggdata_t *data, void *argument);
int dtrace_aggregate_snap(dtrace_hdl_t *hdl);
int dtrace_aggregate_walk(dtrace_hdl_t *hdl, dtrace_aggregate_f *function, void *argument);
/* By the options aggsortkey, aggsortrev …, as dtrace_aggregate_print has it. */
int dtrace_aggregate_walk_sorted(dtrace_hdl_t *hdl, dtrace_aggregate_f *function, void *argument);
/*
 * By key or by value within a variable; …var…: by key or value first, then by variable; …rev…:
 * turned around.
 */
typedef int dtrace_aggregate_walk_f(dtrace_hdl_t *hdl, dtrace_aggregate_f *function, void *argument);
dtrace_aggregate_walk_f dtrace_aggregate_walk_keysorted, dtrace_aggregate_walk_valsorted;
dtrace_aggregate_walk_f dtrace_aggregate_walk_keyvarsorted, dtrace_aggregate_walk_valvarsorted;
dtrace_aggregate_walk_f dtrace_aggregate_walk_keyrevsorted, dtrace_aggregate_walk_valrevsorted;
dtrace_aggregate_walk_f dtrace_aggregate_walk_keyvarrevsorted, dtrace_aggregate_walk_valvarrevsorted;
/*
 * Several aggregations with the same kinds of keys, key by key: data[0] has the key, data[1 … count
 * - 1] the values in the order of `variables`, zero where there is none. Of the answers only ERROR
 * and ABORT mean something: a row is no entry.
 */
typedef int dtrace_aggregate_walk_joined_f(const dtrace_aggdata_t **data, const int count, void *argument);
int dtrace_aggregate_walk_joined(dtrace_hdl_t *hdl, dtrace_aggvarid_t *variables, int count,
				 dtrace_aggregate_walk_joined_f *function, void *argument);
/* All that printa() has not printed, in the default layout. */
int dtrace_aggregate_print(dtrace_hdl_t *hdl, FILE *out, dtrace_aggregate_f *filter);
void dtrace_aggregate_clear(dtrace_hdl_t *hdl);

/* --- target processes ------------------------------------------------------------------------ */

struct dtrace_proc;
/*
 * Start argv[0] held before its first instruction of its own (option evaltime); released by
 * dtrace_proc_continue.
 */
struct dtrace_proc *dtrace_proc_create(dtrace_hdl_t *hdl, const char *file, char *const argv[]);
struct dtrace_proc *dtrace_proc_grab(dtrace_hdl_t *hdl, pid_t pid);
void dtrace_proc_continue(dtrace_hdl_t *hdl, struct dtrace_proc *process);
/* Detach; a created process that never ran is killed. */
void dtrace_proc_release(dtrace_hdl_t *hdl, struct dtrace_proc *process);
pid_t dtrace_proc_getpid(dtrace_hdl_t *hdl, struct dtrace_proc *process);
/* -1 while it runs; else wait status as wait(2) gives it (a grabbed process: 0). */
int dtrace_proc_status(dtrace_hdl_t *hdl, struct dtrace_proc *process);

/*
 * Told once of the end of each target, by dtrace_sleep() or dtrace_work(). message: NULL (nothing
 * to say but that).
 */
typedef void dtrace_handle_proc_f(struct dtrace_proc *process, const char *message, void *argument);
int dtrace_handle_proc(dtrace_hdl_t *hdl, dtrace_handle_proc_f *handler, void *argument);

/*
 * Without the driver a created process (with its children) may carry a system-call filter that
 * needs this process as long as it runs: if this process exits, they are killed. Ask after
 * dtrace_stop() and wait for their end where they are to survive.
 */
int dtrace_proc_needs_us(dtrace_hdl_t *hdl);
void dtrace_proc_wait(dtrace_hdl_t *hdl);

/* --- static probes of applications: -h and -G ------------------------------------------------ */

/*
 * The C header of the providers that compiled programs have declared; `name` is that of the file. 0
 * or -1.
 */
int dtrace_header_write(dtrace_hdl_t *hdl, FILE *out, const char *name);
/*
 * Check the probe sites of object files, complete them, and make the object to link with them. 0 or
 * -1.
 */
int dtrace_program_link(dtrace_hdl_t *hdl, const char *output, char *const objects[], size_t count);

/* --- symbols ---------------------------------------------------------------------------------- */

/*
 * Kernel address as mod`sym+0x1a; user address of a process likewise. Returns length as snprintf.
 */
int dtrace_addr2str(dtrace_hdl_t *hdl, uint64_t address, char *to, size_t size);
int dtrace_uaddr2str(dtrace_hdl_t *hdl, pid_t pid, uint64_t address, char *to, size_t size);

/* Where to look: the kernel proper, everywhere, all modules; or a module's name. */
#define DTRACE_OBJ_EXEC ((const char *)0)
#define DTRACE_OBJ_EVERY ((const char *)-1)
#define DTRACE_OBJ_KMODS ((const char *)-2)
/*
 * Of kernel symbols; symbol and info may be NULL. symbol->st_value is 0 where the kernel hides its
 * addresses.
 */
int dtrace_lookup_by_addr(dtrace_hdl_t *hdl, uint64_t address, Elf64_Sym *symbol, dtrace_syminfo_t *info);
int dtrace_lookup_by_name(dtrace_hdl_t *hdl, const char *object, const char *name, Elf64_Sym *symbol,
			  dtrace_syminfo_t *info);
/* Types by their C name, "struct task_struct *"; the strings live as long as the handle. */
typedef struct dtrace_typeinfo {
	const char *object; /* where it is from: "D", "vmlinux", a module */
	const char *name;
	uint64_t size;
} dtrace_typeinfo_t;
int dtrace_lookup_by_type(dtrace_hdl_t *hdl, const char *object, const char *name, dtrace_typeinfo_t *info);
int dtrace_type_strcompile(dtrace_hdl_t *hdl, const char *text, dtrace_typeinfo_t *info);
int dtrace_symbol_type(dtrace_hdl_t *hdl, const Elf64_Sym *symbol, const dtrace_syminfo_t *info,
		       dtrace_typeinfo_t *type);
/* The kernel and its modules. */
#define DTRACE_OBJ_F_KERNEL 1
typedef struct dtrace_objinfo {
	const char *name;
	unsigned int flags;
	uint64_t text_va, text_size; /* its symbols' range; 0 where the kernel hides its addresses */
} dtrace_objinfo_t;
typedef int dtrace_obj_f(dtrace_hdl_t *hdl, const dtrace_objinfo_t *info, void *data);
int dtrace_object_iter(dtrace_hdl_t *hdl, dtrace_obj_f *function, void *data);
int dtrace_object_info(dtrace_hdl_t *hdl, const char *object, dtrace_objinfo_t *info);
/* Modules may have come or gone: look before the next answer. */
void dtrace_update(dtrace_hdl_t *hdl);

/* --- the names of members that programs for a libdtrace elsewhere use ------------------------ */

#ifndef DTRACE_PLAIN_NAMES
#define dtpda_handle hdl
#define dtpda_edesc edesc
#define dtpda_pdesc probe
#define dtpda_cpu cpu
#define dtpda_data data
#define dtpda_flow flow
#define dtpda_prefix prefix
#define dtpda_indent indent
#define dtpda_timestamp timestamp
#define dtepd_epid epid
#define dtepd_probeid probeid
#define dtepd_size size
#define dtepd_nrecs nrecs
#define dtepd_rec rec
#define dtpd_id id
#define dtpd_provider provider
#define dtpd_mod module
#define dtpd_func function
#define dtpd_name name
#define dtrd_action action
#define dtrd_size size
#define dtrd_offset offset
#define dtrd_alignment alignment
#define dtrd_format format
#define dtrd_arg arg
#define dtrd_uarg statement
#define dtada_handle hdl
#define dtada_desc desc
#define dtada_data data
#define dtada_size size
#define dtada_normal normal
#define dtagd_id id
#define dtagd_varid varid
#define dtagd_name name
#define dtagd_size size
#define dtagd_nrecs nrecs
#define dtagd_rec rec
#define dteda_handle hdl
#define dteda_pdesc probe
#define dteda_cpu cpu
#define dteda_action action
#define dteda_offset offset
#define dteda_fault fault
#define dteda_addr address
#define dteda_msg message
#define dtdda_handle hdl
#define dtdda_cpu cpu
#define dtdda_kind kind
#define dtdda_drops drops
#define dtdda_total total
#define dtdda_msg message
#define dtsda_handle hdl
#define dtsda_probe probe
#define dtsda_option option
#define dtsda_oldval oldval
#define dtsda_newval newval
#define dtbda_handle hdl
#define dtbda_buffered buffered
#define dtbda_probe probe
#define dtbda_recdesc record
#define dtbda_aggdata aggregate
#define dtbda_flags flags
#define dtp_attr probe
#define dtp_arga args
#define dtp_argc argc
#define dpi_descattr descattr
#define dpi_stmtattr stmtattr
#define dpi_aggregates aggregates
#define dpi_recgens recgens
#define dpi_matches matches
#define dts_object object
#define dts_name name
#define dts_id id
#define dtt_object object
#define dto_name name
#define dto_flags flags
#define dto_text_va text_va
#define dto_text_size text_size
#define dtsd_descattr descattr
#define dtsd_stmtattr stmtattr
#define ps_prochandle dtrace_proc
#define dtrace_program_header dtrace_header_write
#define dtat_name name
#define dtat_data data
#define dtat_class class_
#define DTRACE_PROVNAMELEN DTRACE_PROVIDER_LEN
#define DTRACE_MODNAMELEN DTRACE_MODULE_LEN
#define DTRACE_FUNCNAMELEN DTRACE_FUNCTION_LEN
#define DTRACE_NAMELEN DTRACE_NAME_LEN
#define DTRACE_FULLNAMELEN                                                                        \
	(DTRACE_PROVIDER_LEN + DTRACE_MODULE_LEN + DTRACE_FUNCTION_LEN + DTRACE_NAME_LEN + 4)
#define DTRACE_ATTR2STR_MAX 64
#define DTRACE_IDNONE DTRACE_ID_NONE
#define DTRACE_QUANTIZE_NBUCKETS DTRACE_QUANTIZE_BUCKETS
#define DTRACE_QUANTIZE_ZEROBUCKET DTRACE_QUANTIZE_ZERO
/* What the table shows of bucket i. */
#define DTRACE_QUANTIZE_BUCKETVAL(i)                                                              \
	((int64_t)((i) < DTRACE_QUANTIZE_ZERO ? -(1LL << (DTRACE_QUANTIZE_ZERO - 1 - (i))) :      \
		   (i) == DTRACE_QUANTIZE_ZERO ? 0 :                                              \
						 1LL << ((i)-DTRACE_QUANTIZE_ZERO - 1)))
#define DTRACE_LLQUANTIZE_NSTEP(a) DTRACE_LLQUANTIZE_NSTEPS(a)
#define DTRACEFLOW_NONE DTRACE_FLOW_NONE
#define DTRACEFLOW_ENTRY DTRACE_FLOW_ENTRY
#define DTRACEFLOW_RETURN DTRACE_FLOW_RETURN
typedef int dtrace_flowkind_t; /* enum dtrace_flow */
typedef struct dtrace_probe_info dtrace_probeinfo_t;
#endif

#pragma GCC visibility pop
#ifdef __cplusplus
}
#endif
#endif
