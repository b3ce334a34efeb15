/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * How the library learns of run-time errors: a clause of its own on dtrace:::ERROR
 * records the probe's arg1 … arg5, and its firings become calls of the error handler
 * instead of output.
 */
#include <inttypes.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "dt_consumer.h"

#define ERROR_ARGUMENTS 5 /* epid, action, DIF offset, fault, value */

/* ldgs arg<n>; ret: what the compiler would make of trace(arg<n>). */
static struct dt_difo *argument_difo(unsigned int n)
{
	struct dt_difo *difo = calloc(1, sizeof(*difo));

	if (!difo)
		return NULL;
	difo->text = calloc(2, sizeof(*difo->text));
	difo->strings = calloc(1, 1);
	if (!difo->text || !difo->strings) {
		dt_difo_destroy(difo);
		return NULL;
	}
	difo->text[0] = DIF_INSTR_WIDE_FMT(DIF_OP_LDGS, DIF_VAR_ARG0 + n, 1);
	difo->text[1] = DIF_INSTR_FMT(DIF_OP_RET, 0, 0, 1);
	difo->text_count = 2;
	difo->string_size = 1;
	difo->result.kind = DIF_KIND_CTF;
	difo->result.size = 8;
	return difo;
}

struct dt_program *dt_error_program(struct dtrace_hdl *hdl)
{
	struct dt_program *program = calloc(1, sizeof(*program));
	struct dt_clause *clause = calloc(1, sizeof(*clause));
	struct dt_action **link;

	if (!program || !clause) {
		free(program);
		free(clause);
		dt_set_error(hdl, EDT_NOMEM, NULL);
		return NULL;
	}
	program->clauses = clause;
	program->clause_count = 1;
	clause->probes = calloc(1, sizeof(*clause->probes));
	clause->probe_count = clause->probes ? 1 : 0;
	link = &clause->actions;
	for (unsigned int n = 1; n <= ERROR_ARGUMENTS; n++) {
		struct dt_action *action = calloc(1, sizeof(*action));

		if (action)
			action->difo = argument_difo(n);
		if (!action || !action->difo || !clause->probes) {
			free(action);
			dt_program_destroy(program);
			dt_set_error(hdl, EDT_NOMEM, NULL);
			return NULL;
		}
		action->kind = DTRACEACT_DIFEXPR;
		action->statement = DT_STATEMENT_ERROR;
		*link = action;
		link = &action->next;
	}
	strcpy(clause->probes->provider, "dtrace");
	strcpy(clause->probes->name, "ERROR");
	return program;
}

int dt_enable_error_clause(struct dtrace_hdl *hdl)
{
	struct dt_program *program = dt_error_program(hdl);
	int error;

	if (!program)
		return -1;
	error = dtrace_program_exec(hdl, program, NULL);
	dt_program_destroy(program);
	return error;
}

const char *dtrace_faultstr(dtrace_hdl_t *hdl, int fault)
{
	/* ORDER: enum dtrace_fault. */
	static const char *const names[] = {
		"unknown fault",	"invalid address",     "invalid alignment",
		"illegal operation",	"divide-by-zero",      "out of scratch space",
		"invalid kernel access", "invalid user access", "tuple stack overflow",
		"bad stack"};

	if (fault == DTRACEFLT_LIBRARY)
		return "library-level fault";
	if (fault < 0 || (size_t)fault >= sizeof(names) / sizeof(names[0]))
		fault = DTRACEFLT_UNKNOWN;
	return names[fault];
}

static void compose(const dtrace_errdata_t *data, char *text, size_t size)
{
	const dtrace_probedesc_t *probe = data->probe;
	char where[64], offset[48] = "", address[48] = "";

	if (data->action)
		snprintf(where, sizeof(where), "action #%d", data->action);
	else
		snprintf(where, sizeof(where), "predicate");
	if (data->offset != -1)
		snprintf(offset, sizeof(offset), " at DIF offset %d", data->offset);
	if (data->fault == DTRACEFLT_BADADDR || data->fault == DTRACEFLT_BADALIGN ||
	    data->fault == DTRACEFLT_BADSTACK)
		snprintf(address, sizeof(address), " (0x%" PRIx64 ")", data->address);
	snprintf(text, size,
		 "error on enabled probe ID %u (ID %u: %s:%s:%s:%s): %s%s in %s%s\n", data->epid,
		 probe->id, probe->provider, probe->module, probe->function, probe->name,
		 dtrace_faultstr(data->hdl, data->fault), address, where, offset);
}

int dt_handle_error_firing(struct dtrace_hdl *hdl, const dtrace_probedata_t *data)
{
	struct dt_consumer *consumer = hdl->consumer;
	const struct dt_eprobe *eprobe;
	uint64_t arg[ERROR_ARGUMENTS];
	char text[DTRACE_FUNCTION_LEN + 512];
	dtrace_errdata_t error = {.hdl = hdl, .cpu = data->cpu, .message = text};

	if (data->record_count != ERROR_ARGUMENTS)
		return dt_set_error(hdl, EDT_MESSAGE, "an ERROR record is incomplete");
	for (unsigned int n = 0; n < ERROR_ARGUMENTS; n++)
		memcpy(&arg[n], data->data + data->records[n].offset, sizeof(arg[n]));
	eprobe = dt_eprobe_lookup(hdl, arg[0]);
	if (!eprobe)
		return -1;
	error.epid = arg[0];
	error.probe = &eprobe->desc;
	error.action = arg[1];
	error.offset = arg[2];
	error.fault = arg[3];
	error.address = arg[4];
	if (!consumer->err_handler)
		return dt_set_error(hdl, EDT_ERRABORT, NULL);
	compose(&error, text, sizeof(text));
	return dt_handler_answer(hdl, consumer->err_handler(&error, consumer->err_argument));
}

int dt_library_error(struct dtrace_hdl *hdl, const dtrace_probedata_t *data, const char *format, ...)
{
	struct dt_consumer *consumer = hdl->consumer;
	char text[DTRACE_FUNCTION_LEN + 512];
	dtrace_errdata_t error = {.hdl = hdl,
				  .epid = data->epid,
				  .probe = data->probe,
				  .cpu = data->cpu,
				  .action = -1,
				  .offset = -1,
				  .fault = DTRACEFLT_LIBRARY,
				  .message = text};
	va_list list;

	va_start(list, format);
	vsnprintf(text, sizeof(text) - 1, format, list);
	va_end(list);
	strcat(text, "\n");
	if (!consumer->err_handler)
		return dt_set_error(hdl, EDT_ERRABORT, NULL);
	return dt_handler_answer(hdl, consumer->err_handler(&error, consumer->err_argument));
}
