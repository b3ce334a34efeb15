/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the parts of libdtrace that run programs and print what they record share.
 */
#ifndef DT_CONSUMER_H
#define DT_CONSUMER_H

#include <locale.h>

#include "dt_impl.h"

/* --- options (dt_options.c) ---------------------------------------------------------- */

enum dt_encoding { DT_ENCODING_ASCII, DT_ENCODING_UTF8 };
enum dt_output_switch {
	DT_SWITCH_DROPTAGS,    /* [DTRACEDROP_…] before messages on lost data */
	DT_SWITCH_DEBUG,       /* say on stderr what is done (dt_debug) */
	DT_SWITCH_NORESOLVE,   /* user addresses stay numbers */
	DT_SWITCH_QUIETRESIZE, /* do not tell of lowered buffer sizes */
	DT_SWITCH_AGGPERCPU,   /* keep aggregations' values of each CPU as well */
	DT_SWITCHES
};
struct dt_output {
	enum dt_encoding encoding;
	bool json;	/* oformat=json */
	uint32_t printsize; /* bytes print() shows at most */
	bool demangle;	/* C++ names readable */
	locale_t numeric; /* the user's, once a format has asked for groups of digits */
	uint64_t standard[DTRACEOPT_MAX]; /* what dt_option() says of an option nobody set */
	bool switches[DT_SWITCHES];
	bool doubted[DTRACEOPT_MAX]; /* rate options warned of */
	char *warning, *told;	     /* what dtrace_warning() returns next, returned last */
};
/* What dtrace_warning() returns next, once. */
void dt_warn(struct dtrace_hdl *hdl, const char *format, ...) __attribute__((format(printf, 2, 3)));
int dt_options_open(struct dtrace_hdl *hdl);
void dt_options_close(struct dtrace_hdl *hdl);
/* setopt() while tracing: sets a dynamic option and tells the handler. */
int dt_setopt_dynamic(struct dtrace_hdl *hdl, const dtrace_probedata_t *data, const char *option,
		      const char *value);

/* --- running and consuming --------------------------------------------------------------- */

int dt_consumer_open(struct dtrace_hdl *hdl);
void dt_consumer_close(struct dtrace_hdl *hdl);
int dt_aggregates_open(struct dtrace_hdl *hdl);
void dt_aggregates_close(struct dtrace_hdl *hdl);
int dt_processes_open(struct dtrace_hdl *hdl);
void dt_processes_close(struct dtrace_hdl *hdl);

/* An enabled probe as the engine describes it; cached for the life of the handle. */
struct dt_eprobe {
	dtrace_epid_t epid;
	/* desc.id is the probe's id */
	uint32_t size;
	uint32_t count;
	struct dtrace_record_desc *records;
	struct dtrace_probe_desc desc;
	dtrace_eprobedesc_t shown; /* the same, as callbacks see it */
};
/* NULL and an error on the handle when the engine does not know it. */
const struct dt_eprobe *dt_eprobe_lookup(struct dtrace_hdl *hdl, dtrace_epid_t epid);
/* A format string by its index, NULL for 0 or on error; lives as long as the handle. */
const char *dt_format_string(struct dtrace_hdl *hdl, uint32_t format);
/*
 * Statement number of the library's own ERROR clause: its records are dtrace:::ERROR's arg1 ..
 * arg5.
 */
#define DT_STATEMENT_ERROR 0xffffffffu
/* That clause as a program, and enabling it (dt_errorclause.c). */
struct dt_program *dt_error_program(struct dtrace_hdl *hdl);
int dt_enable_error_clause(struct dtrace_hdl *hdl);
/* Carry out one firing of it: tell the error handler. */
int dt_handle_error_firing(struct dtrace_hdl *hdl, const dtrace_probedata_t *data);
/*
 * Claiming (dt_anonymous.c): the options the programs were saved with; the error of a GO that
 * claimed nothing.
 */
int dt_anonymous_options(struct dtrace_hdl *hdl);
int dt_anonymous_refusal(struct dtrace_hdl *hdl);

/*
 * An action of the consumer failed: the error handler is told, and tracing goes on unless it
 * objects.
 */
int dt_library_error(struct dtrace_hdl *hdl, const dtrace_probedata_t *data, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Where -F stands on one CPU. */
struct dt_flow {
	int indent;
	dtrace_epid_t last;
	dtrace_id_t last_probe;
};

struct dt_consumer {
	struct dt_eprobe **eprobes; /* by epid */
	uint32_t eprobe_room;
	char **formats; /* by index */
	uint32_t format_room;
	struct dt_cpu_buffer *cpus; /* dt_snapshot.c: conf.cpus of them */
	size_t buffer_size, aggregation_size; /* bytes a snapshot may have: as the engine settled them */
	const struct dtrace_firing_header *next_firing; /* on the same CPU after the one being consumed, or NULL */
	uint64_t last_switch, last_status, last_aggregate; /* ns */
	uint64_t pause; /* ns: the last sleep of dtrace_sleep */
	uint32_t begin_cpu, end_cpu;
	uint32_t incomplete; /* see dtrace_incomplete() */
	int exit_status;
	bool exited;
	bool drained; /* after stop, everything has been consumed */
	dtrace_handle_err_f *error_handler;
	void *error_argument;
	dtrace_handle_drop_f *drop_handler;
	void *drop_argument;
	dtrace_handle_setopt_f *setopt_handler;
	void *setopt_argument;
	dtrace_handle_buffered_f *buffered_handler;
	void *buffered_argument;
	uint64_t drops[DTRACEDROP_DBLERROR + 1]; /* totals by kind */
	struct dtrace_ioc_status status; /* the last one, for differences */
	/* flow indentation, per CPU */
	struct dt_flow *flow;
	char *text; /* for the buffered handler, which has not got it yet */
	size_t text_length, text_room;
	FILE *redirected; /* freopen(): where output goes, NULL = where the caller says */
	struct dt_pcap *pcap; /* dt_pcap.c: NULL while pcap() has had nothing to write */
};

uint64_t dt_now(void);
/*
 * Read all buffers (dt_snapshot.c): calls `firing` for each in order. `last`: everything, the
 * buffers are final.
 */
typedef int dt_firing_f(struct dtrace_hdl *hdl, uint32_t cpu, const char *data, size_t size,
			void *argument);
int dt_snapshot_open(struct dtrace_hdl *hdl);
void dt_snapshot_close(struct dtrace_hdl *hdl);
int dt_snapshot_consume(struct dtrace_hdl *hdl, bool last, dt_firing_f *firing, void *argument);
/* Drops and their messages (dt_drops.c). */
int dt_report_drops(struct dtrace_hdl *hdl, uint32_t cpu, dtrace_dropkind_t kind, uint64_t drops);
int dt_report_status_drops(struct dtrace_hdl *hdl, const struct dtrace_ioc_status *now);

/* --- output ------------------------------------------------------------------------------- */

/*
 * All output goes through this: to `out`, or when out is NULL to the buffered handler, as soon as
 * dt_buffered_flush() says what it was. -1: could not be written.
 */
int dt_printf(struct dtrace_hdl *hdl, FILE *out, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* What there is now is of this; all may be NULL. Nothing to do without text. */
int dt_buffered_flush(struct dtrace_hdl *hdl, const dtrace_probedata_t *probe,
		      const dtrace_recdesc_t *record, const dtrace_aggdata_t *aggregate,
		      uint32_t flags);
/*
 * Write out what is buffered, in `out` (may be NULL) and where freopen() redirected; told like
 * dt_printf's failure.
 */
int dt_flush(struct dtrace_hdl *hdl, FILE *out);
/* trace() and keys: the bytes rule of D-SPEC 4; width as for trace (33) or keys (50). */
int dt_print_bytes(struct dtrace_hdl *hdl, FILE *out, const void *data, size_t size, int width,
		   bool quiet, bool raw);
int dt_print_record(struct dtrace_hdl *hdl, FILE *out, const dtrace_recdesc_t *record,
		    const char *data, int width, bool quiet);
int dt_print_stack(struct dtrace_hdl *hdl, FILE *out, const uint64_t *frames, size_t count,
		   int indent);
int dt_print_ustack(struct dtrace_hdl *hdl, FILE *out, const char *data, uint64_t arg,
		    size_t size, int indent);
int dt_print_symbol(struct dtrace_hdl *hdl, FILE *out, int action, const char *data, int width);

/*
 * Formatted output: records[0 .. count) from one statement; entries are the aggregations of a
 * printa (NULL otherwise). Returns how many records were used, or -1.
 */
struct dt_aggregate_entry;
int dt_format_print(struct dtrace_hdl *hdl, FILE *out, const char *format,
		    const dtrace_recdesc_t *records, uint32_t count, const char *data,
		    const dtrace_aggdata_t *const *aggregates, uint32_t aggregate_count);

/* Value of an aggregation in the default layout (dt_aggprint.c). */
int dt_print_aggregate_value(struct dtrace_hdl *hdl, FILE *out, const dtrace_aggdata_t *data,
			     const dtrace_recdesc_t *record, const char *value);
/* The quantize family (dt_hist.c). */
int dt_print_quantize(struct dtrace_hdl *hdl, FILE *out, const int64_t *value, uint64_t normal);
int dt_print_lquantize(struct dtrace_hdl *hdl, FILE *out, const int64_t *value, size_t words,
		       uint64_t normal);
int dt_print_llquantize(struct dtrace_hdl *hdl, FILE *out, const int64_t *value, size_t words,
			uint64_t normal);

/* --- aggregations (dt_aggregate.c) ------------------------------------------------------------ */

int dt_printa(struct dtrace_hdl *hdl, FILE *out, const char *format, const uint32_t *variables,
	      uint32_t count);
int dt_aggregate_clear_variable(struct dtrace_hdl *hdl, uint32_t variable);
int dt_aggregate_trunc(struct dtrace_hdl *hdl, uint32_t variable, bool all, int64_t n);
int dt_aggregate_normalize(struct dtrace_hdl *hdl, uint32_t variable, uint64_t normal);
/* Read them if aggrate has passed (or `force`). */
int dt_aggregate_poll(struct dtrace_hdl *hdl, bool force);

/* --- processes (dt_proc.c) ------------------------------------------------------------------- */

/* Have all -c and -p targets ended? False when there are none. */
bool dt_processes_done(struct dtrace_hdl *hdl);
void dt_processes_poll(struct dtrace_hdl *hdl);
/* Is it one of -c and -p? Does the backend trace it itself? */
bool dt_processes_has(const struct dtrace_hdl *hdl, pid_t pid);
/* A program names probes or symbols of this process: a command goes on to where that can be told. */
void dt_processes_evaluate(struct dtrace_hdl *hdl, pid_t pid);
bool dt_processes_traces(const struct dtrace_hdl *hdl, pid_t pid);

/* --- errors (dt_error.c) --------------------------------------------------------------------- */
/* dtrace_open failed: keep its message for dtrace_errmsg(NULL, …), per thread. */
void dt_keep_open_error(struct dtrace_hdl *hdl);
void dt_error_close(struct dtrace_hdl *hdl);

#endif
