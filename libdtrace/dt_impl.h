/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The handle and what every part of libdtrace shares. Each part keeps its own
 * state behind a pointer declared here; only its own files look inside.
 */
#ifndef DT_IMPL_H
#define DT_IMPL_H

#include <dtrace/ioctl.h>

#include "dt_hold.h"
#include "dtrace.h"
#include "dt_program.h"
#include "dt_type.h"

/* --- the one way to the engine ------------------------------------------------------------ */

/* What became of a process the backend traces. */
enum dt_process_state { DT_PROCESS_UNTRACED, DT_PROCESS_TRACED, DT_PROCESS_ENDED };

/*
 * Targets of a backend that must trace them itself. Failure: a negative errno, and one clear
 * sentence in message.
 */
struct dt_maps;
struct dt_backend_processes {
	/* Held where dt_hold() stops it. */
	int (*start)(const char *file, char *const argv[], enum dt_evaltime when, pid_t *pid,
		     char *message, size_t size);
	/* One that start() has left at the end of its exec: on to where dt_hold() stops it. */
	int (*run_on)(pid_t pid, enum dt_evaltime when, char *message, size_t size);
	int (*attach)(pid_t pid, char *message, size_t size);
	void (*go)(pid_t pid);	    /* let a started one run; leave alone what no probe looks at */
	void (*release)(pid_t pid); /* and all its children; one that never ran is killed */
	enum dt_process_state (*state)(pid_t pid, int *status);
	/* Mappings a process had that contain the address, or NULL. */
	const struct dt_maps *(*maps)(pid_t pid, uint64_t address);
	void (*unwind_by_cfi)(bool yes); /* user stacks: not by frame pointers */
	void (*poll)(void); /* now and then while tracing: make probes of what was loaded meanwhile */
	bool (*need_us)(void); /* some cannot be let go before they end */
	void (*wait)(void);    /* for the end of these */
};

struct dt_backend {
	const char *name; /* "linux", "process" */
	/* *connection on success; else a negative errno and, in message, one clear sentence. */
	int (*open)(void **connection, char *message, size_t size);
	/* A command of <dtrace/ioctl.h>: 0 or negative errno. */
	int (*control)(void *connection, uint32_t command, void *argument);
	void (*close)(void *connection);
	/* What the last DTRACE_PROBES_PROVIDE could not make, and why; NULL: nothing. Optional. */
	const char *(*refusal)(void *connection);
	const struct dt_backend_processes *processes; /* NULL: targets need nothing of it */
};
extern const struct dt_backend dt_backend_driver;  /* dt_backend_driver.c */
extern const struct dt_backend dt_backend_process; /* driver/user/device.c */
extern const struct dt_backend dt_backend_vector;  /* dt_vopen.c: its connection is the handle */
/* The driver's open file. */
int dt_backend_driver_file(void *connection);

/* --- errors of the library (dtrace_errno): above all errno values ---------------------------- */

enum dt_error {
	EDT_BASE = 1000,
	EDT_VERSION = EDT_BASE, /* dtrace_open: interface version */
	EDT_NOMEM,
	EDT_BADSPEC,	   /* malformed probe description */
	EDT_NOPROBE,	   /* matches nothing */
	EDT_COMPILER,	   /* message on the handle */
	EDT_BADOPTNAME,
	EDT_BADOPTVAL,
	EDT_BADOPTCTX,	   /* not after tracing began */
	EDT_DESTRUCTIVE,
	EDT_ENABLE,	   /* the engine refused; message on the handle */
	EDT_BUFTOOSMALL,
	EDT_ACCESS,	   /* additional privileges */
	EDT_NODEV,	   /* no driver */
	EDT_BADAGG,
	EDT_PROC,	   /* target process; message on the handle */
	EDT_ACTIVE,	   /* already tracing */
	EDT_OUTPUT,	   /* writing output failed */
	EDT_DIRABORT,	   /* a handler asked to stop */
	EDT_NOANON,
	EDT_UNSUPPORTED,
	EDT_NOSYM,	   /* no such symbol or module; message on the handle */
	EDT_NOTYPE,	   /* no such type; message on the handle */
	EDT_BADRVAL,	   /* a callback's answer is none */
	EDT_ERRABORT,	   /* a D program's error, and no handler */
	EDT_DROPABORT,	   /* a drop, and no handler */
	EDT_MESSAGE	   /* any other; message on the handle */
};

struct dt_node;
struct dt_compiler; /* dt_compile.c: identifiers, macros, libraries */
struct dt_types;    /* dt_type*.c */
struct dt_symbols;  /* dt_symbols.c */
struct dt_consumer; /* dt_consume.c */
struct dt_aggregates; /* dt_aggregate.c */
struct dt_processes;  /* dt_proc.c */

/* Compile-time options: set by dtrace_setopt (dt_options.c), read by the compiler. */
struct dt_compile_options {
	unsigned int cflags;	    /* DTRACE_C_* that options turned on */
	char *cpp_path;		    /* cpppath */
	char **cpp_args;	    /* -D -I -U … in order, NULL-terminated, or NULL */
	char **libdirs;		    /* libdir and -L, in order, NULL-terminated */
	char *syslibdir;
	int stdc;		    /* 'a' 'c' 's' 't' */
	uint32_t version;	    /* of D: major << 24 | minor << 12 | micro */
	bool has_amin;
	struct dtrace_attribute amin;
	unsigned int max_registers; /* iregs, 0 = all */
	unsigned int max_tuples;
	unsigned int max_frames;    /* maxframes: of one stack, 0 = no limit of its own */
	uint32_t pcap_size; /* pcapsize: bytes of a packet pcap() records at most */
	unsigned int tree;	    /* dump the parse tree */
	bool no_optimize;
	bool bounds_checks;	    /* of C arrays in D programs */
};

/* First character of the name of a typedef that stands for a type without a name of its own. */
#define DT_PRINT_HIDDEN '#'

struct dtrace_hdl {
	int error;	    /* last error: errno or enum dt_error */
	char *message;	    /* text for it, or NULL: dtrace_errmsg has a fixed one */
	struct dtrace_errplace place;
	char *place_file, *place_source, *place_suggestion; /* storage behind `place` */

	int open_flags;
	const struct dt_backend *backend; /* NULL with DTRACE_O_NODEV */
	void *connection;
	const dtrace_vector_t *vector; /* of dtrace_vopen(), or NULL */
	void *vector_argument;
	char *no_target; /* why the process of -p is not traced, or NULL */
	char *no_driver; /* why the driver is not used though it was asked first, or NULL */
	struct dtrace_ioc_conf conf;

	uint64_t options[DTRACEOPT_MAX]; /* DTRACE_OPTION_UNSET or the value; engine and consumer options */
	struct dt_compile_options compile;
	bool active; /* dtrace_go was called */
	bool stopped;
	uint32_t statements; /* last statement number given out */
	uint32_t hidden_types; /* typedefs made for print(): DT_PRINT_HIDDEN and a number */
	int32_t target;	     /* $target: first -c or -p process, 0 without */
	enum dt_evaltime evaltime;

	const struct dt_node *failed_at; /* what code generation failed at, or NULL */
	unsigned int failed_tag;	 /* enum dt_errtag of it */

	struct dt_program *programs;
	struct dt_compiler *compiler;
	struct dt_types *types;
	struct dt_symbols *symbols;
	struct dt_consumer *consumer;
	struct dt_aggregates *aggregates;
	struct dt_processes *processes;
	struct dt_usym *usym; /* dt_usym.c, lazily */
	struct dt_departed *departed; /* dt_departed.c; NULL: the driver is not asked */
	struct process_known *named; /* dt_target.c: processes that programs name */
	struct dt_output *output; /* dt_options.c: consumer-only options (JSON, encoding …) */
};

/*
 * Record an error; always returns -1, so that `return dt_set_error(…)` reads well. format NULL: the
 * fixed text.
 */
int dt_set_error(struct dtrace_hdl *hdl, int error, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* With option debug or DTRACE_DEBUG in the environment: a line on stderr. */
void dt_debug(struct dtrace_hdl *hdl, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* control call to the backend; on failure sets errno as the handle's error and returns -1. */
int dt_control(struct dtrace_hdl *hdl, uint32_t command, void *argument);

/* Effective value of an engine option: what was set, else D-SPEC's default. */
uint64_t dt_option(struct dtrace_hdl *hdl, enum dtrace_option option);

/* --- compiler (dt_compile.c) ----------------------------------------------------------------- */
int dt_compiler_open(struct dtrace_hdl *hdl);
void dt_compiler_close(struct dtrace_hdl *hdl);

/* --- DIF listing (dt_dis.c): -S -------------------------------------------------------------- */
void dt_disassemble(const struct dt_difo *difo, FILE *out);
void dt_disassemble_clause(const struct dt_clause *clause, FILE *out); /* all objects of a clause */

#endif
