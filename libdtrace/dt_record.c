/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the records of one statement do and print: one table row a kind of
 * action, with a hook for what it does to the consumer and one for its output.
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dt_consumer.h"
#include "dt_json.h"
#include "dt_pcap.h"
#include "dt_record.h"

/* The statement being looked at. */
struct statement {
	struct dtrace_hdl *hdl;
	FILE *out;
	const dtrace_probedata_t *data;
	const dtrace_recdesc_t *records;
	uint32_t count;
};

static const char *bytes_of(const struct statement *statement, uint32_t i)
{
	return statement->data->data + statement->records[i].offset;
}

/* A record's value as an integer, extended by its own signedness; 0 beyond the last. */
static int64_t value_of(const struct statement *statement, uint32_t i)
{
	const char *data;
	bool is_signed;

	if (i >= statement->count)
		return 0;
	data = bytes_of(statement, i);
	is_signed = statement->records[i].flags & DTRACE_RECORD_SIGNED;
	switch (statement->records[i].size) {
	case 8:
		return *(const int64_t *)data;
	case 4:
		return is_signed ? *(const int32_t *)data : (int64_t) * (const uint32_t *)data;
	case 2:
		return is_signed ? *(const int16_t *)data : *(const uint16_t *)data;
	case 1:
		return is_signed ? *(const int8_t *)data : *(const uint8_t *)data;
	default:
		return 0;
	}
}

/* --- acting ------------------------------------------------------------------------------- */

static int act_exit(const struct statement *statement)
{
	statement->hdl->consumer->exited = true;
	statement->hdl->consumer->exit_status = value_of(statement, 0);
	return 0;
}

/* The text that the format of the statement makes of its records; malloc'ed. */
static char *formatted(const struct statement *statement)
{
	const char *format = dt_format_string(statement->hdl, statement->records[0].format);
	char *text = NULL;
	size_t size;
	FILE *memory = open_memstream(&text, &size);
	int error;

	if (!memory) {
		dt_set_error(statement->hdl, EDT_NOMEM, NULL);
		return NULL;
	}
	error = dt_format_print(statement->hdl, memory, format ? format : "", statement->records,
				statement->count, statement->data->data, NULL, 0);
	if (fclose(memory) || error < 0) {
		free(text);
		return NULL;
	}
	return text;
}

static int act_system(const struct statement *statement)
{
	char *command = formatted(statement);
	int error = 0;

	if (!command)
		return -1;
	if (statement->out)
		fflush(statement->out);
	if (system(command) == -1)
		error = dt_library_error(statement->hdl, statement->data, "couldn't run \"%s\": %s",
					 command, strerror(errno));
	free(command);
	return error;
}

/* freopen(""): back to the caller's stream. */
static int redirect(struct dtrace_hdl *hdl, FILE *file)
{
	struct dt_consumer *consumer = hdl->consumer;
	int error = 0;

	if (consumer->redirected && fclose(consumer->redirected))
		error = dt_set_error(hdl, EDT_OUTPUT, "cannot write output: %s", strerror(errno));
	consumer->redirected = file;
	dt_pcap_restart(consumer);
	return error;
}

static int act_freopen(const struct statement *statement)
{
	char *name = formatted(statement);
	FILE *file = NULL;
	int error;

	if (!name)
		return -1;
	if (*name)
		file = fopen(name, "we");
	if (*name && !file)
		error = dt_library_error(statement->hdl, statement->data, "couldn't freopen() \"%s\": %s",
					 name, strerror(errno));
	else
		error = redirect(statement->hdl, file);
	free(name);
	return error;
}

static int act_setopt(const struct statement *statement)
{
	struct dtrace_hdl *hdl = statement->hdl;
	const char *name = bytes_of(statement, 0);
	const char *value = statement->count > 1 ? bytes_of(statement, 1) : NULL;

	if (!dt_setopt_dynamic(hdl, statement->data, name, value))
		return 0;
	if (hdl->error == EDT_DIRABORT)
		return -1;
	return dt_library_error(hdl, statement->data, "couldn't set option \"%s\"%s%s%s: %s", name,
				value ? " to \"" : "", value ? value : "", value ? "\"" : "",
				dtrace_errmsg(hdl, hdl->error));
}

static int act_ftruncate(const struct statement *statement)
{
	FILE *out = statement->out;

	/* Only a file can be cut; a terminal or pipe keeps what it got. */
	if (!out || fflush(out) || ftruncate(fileno(out), 0))
		return 0;
	rewind(out);
	dt_pcap_restart(statement->hdl->consumer);
	return 0;
}

static int act_library(const struct statement *statement)
{
	struct dtrace_hdl *hdl = statement->hdl;
	uint32_t variable = value_of(statement, 0);

	switch (statement->records[0].arg) {
	case DTRACE_LIBACT_CLEAR:
		return dt_aggregate_clear_variable(hdl, variable);
	case DTRACE_LIBACT_TRUNC:
		return dt_aggregate_trunc(hdl, variable, statement->count < 2,
					  value_of(statement, 1));
	case DTRACE_LIBACT_NORMALIZE:
		return dt_aggregate_normalize(hdl, variable, value_of(statement, 1));
	case DTRACE_LIBACT_DENORMALIZE:
		return dt_aggregate_normalize(hdl, variable, 1);
	case DTRACE_LIBACT_SETOPT:
		return act_setopt(statement);
	case DTRACE_LIBACT_FTRUNCATE:
		return act_ftruncate(statement);
	default:
		return 0;
	}
}

/* --- printing --------------------------------------------------------------------------------- */

static int print_format(const struct statement *statement)
{
	const char *format = dt_format_string(statement->hdl, statement->records[0].format);

	if (!format)
		return dt_set_error(statement->hdl, EDT_MESSAGE, "a printf() lost its format");
	return dt_format_print(statement->hdl, statement->out, format, statement->records,
			       statement->count, statement->data->data, NULL, 0) < 0 ?
		       -1 :
		       0;
}

static int print_printa(const struct statement *statement)
{
	const char *format = dt_format_string(statement->hdl, statement->records[0].format);
	uint32_t variables[64];
	uint32_t count = statement->count;

	if (count > sizeof(variables) / sizeof(variables[0]))
		return dt_set_error(statement->hdl, EDT_BADAGG, "printa() of too many aggregations");
	for (uint32_t i = 0; i < count; i++)
		variables[i] = statement->records[i].arg;
	return dt_printa(statement->hdl, statement->out, format, variables, count);
}

static struct dt_type *printed_type(struct dtrace_hdl *hdl, const char *name)
{
	struct dt_type *type;

	if (*name != DT_PRINT_HIDDEN)
		return dt_type_lookup(hdl, NULL, name);
	type = dt_type_lookup_tag(hdl, dt_container_d(hdl), DT_KIND_TYPEDEF, name);
	return type ? dt_type_reference(type) : NULL;
}

static int print_typed(const struct statement *statement)
{
	struct dtrace_hdl *hdl = statement->hdl;
	const dtrace_recdesc_t *record = &statement->records[0];
	const char *name = dt_format_string(hdl, record->format);
	struct dt_type *type = name ? printed_type(hdl, name) : NULL;
	char *text = NULL;
	size_t size;
	FILE *memory;
	int error;

	if (!type)
		return dt_set_error(hdl, EDT_MESSAGE, "print(): type %s is not known here",
				    name ? name : "?");
	memory = open_memstream(&text, &size);
	if (!memory)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	dt_print_value(hdl, memory, type, bytes_of(statement, 0),
		       record->size < hdl->output->printsize ? record->size : hdl->output->printsize);
	if (fclose(memory))
		error = dt_set_error(hdl, EDT_NOMEM, NULL);
	else
		error = dt_printf(hdl, statement->out, "%s", text);
	free(text);
	return error;
}

/* The records of pcap(): see dt_act_pcap.c. */
static int packet_of(const struct statement *statement, struct dt_packet *packet)
{
	if (statement->count != 6 || statement->records[4].action != DTRACEACT_TRACEMEM)
		return dt_set_error(statement->hdl, EDT_MESSAGE, "a pcap() lost its packet");
	packet->when = value_of(statement, 0);
	packet->length = value_of(statement, 1);
	packet->protocol = value_of(statement, 3);
	packet->bytes = bytes_of(statement, 4);
	packet->limit = statement->records[4].size;
	packet->captured = value_of(statement, 5);
	if (packet->captured > packet->limit)
		packet->captured = packet->limit;
	return 0;
}

static int print_packet(const struct statement *statement)
{
	struct dt_packet packet;

	if (packet_of(statement, &packet))
		return -1;
	return dt_pcap_print(statement->hdl, statement->out, statement->data, &packet);
}

static int print_library(const struct statement *statement)
{
	switch (statement->records[0].arg) {
	case DTRACE_LIBACT_PRINT:
		return print_typed(statement);
	case DTRACE_LIBACT_PCAP:
		return print_packet(statement);
	default:
		return 0;
	}
}

/* tracemem(address, size, dynamic size): the third argument is a record of its own. */
static int print_tracemem(const struct statement *statement)
{
	dtrace_recdesc_t record = statement->records[0];
	uint64_t dynamic = value_of(statement, 1);

	if (statement->count > 1 && dynamic && dynamic < record.size)
		record.size = dynamic;
	return dt_print_record(statement->hdl, statement->out, &record, bytes_of(statement, 0), 33,
			       false);
}

static int print_value(const struct statement *statement)
{
	return dt_print_record(statement->hdl, statement->out, &statement->records[0],
			       bytes_of(statement, 0), 33,
			       dt_option(statement->hdl, DTRACEOPT_QUIET));
}

static const struct {
	uint16_t action;
	int (*act)(const struct statement *statement);
	int (*print)(const struct statement *statement);
} rows[] = {
	{DTRACEACT_DIFEXPR, NULL, print_value},
	{DTRACEACT_EXIT, act_exit, NULL},
	{DTRACEACT_PRINTF, NULL, print_format},
	{DTRACEACT_PRINTA, NULL, print_printa},
	{DTRACEACT_LIBACT, act_library, print_library},
	{DTRACEACT_TRACEMEM, NULL, print_tracemem},
	{DTRACEACT_SYSTEM, act_system, NULL},
	{DTRACEACT_FREOPEN, act_freopen, NULL},
	{DTRACEACT_STACK, NULL, print_value},
	{DTRACEACT_USTACK, NULL, print_value},
	{DTRACEACT_JSTACK, NULL, print_value},
	{DTRACEACT_SYM, NULL, print_value},
	{DTRACEACT_MOD, NULL, print_value},
	{DTRACEACT_USYM, NULL, print_value},
	{DTRACEACT_UMOD, NULL, print_value},
	{DTRACEACT_UADDR, NULL, print_value},
};

static int run(struct dtrace_hdl *hdl, FILE *out, const dtrace_probedata_t *data, uint32_t first,
	       uint32_t count, bool print)
{
	struct statement statement = {hdl, out, data, data->records + first, count};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (rows[i].action != statement.records[0].action)
			continue;
		if (print)
			return rows[i].print ? rows[i].print(&statement) : 0;
		return rows[i].act ? rows[i].act(&statement) : 0;
	}
	return 0;
}

int dt_record_act(struct dtrace_hdl *hdl, FILE *out, const dtrace_probedata_t *data, uint32_t first,
		  uint32_t count)
{
	return run(hdl, out, data, first, count, false);
}

int dt_record_print(struct dtrace_hdl *hdl, FILE *out, const dtrace_probedata_t *data,
		    uint32_t first, uint32_t count)
{
	return run(hdl, out, data, first, count, true);
}

/* --- as JSON --------------------------------------------------------------------------------- */

bool dt_record_prints(const dtrace_recdesc_t *record)
{
	if (record->action == DTRACEACT_LIBACT)
		return record->arg == DTRACE_LIBACT_PRINT || record->arg == DTRACE_LIBACT_PCAP;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (rows[i].action == record->action)
			return rows[i].print;
	}
	return false;
}

/* What is text in the classic layout is a string. */
static int json_text(const struct statement *statement)
{
	char *text = NULL;
	size_t size;
	FILE *memory = open_memstream(&text, &size);
	int error;

	if (!memory)
		return dt_set_error(statement->hdl, EDT_NOMEM, NULL);
	error = run(statement->hdl, memory, statement->data,
		    statement->records - statement->data->records, statement->count, true);
	if (fclose(memory) && !error)
		error = dt_set_error(statement->hdl, EDT_NOMEM, NULL);
	if (!error)
		dt_json_string(statement->out, text, size);
	free(text);
	return error;
}

static int json_printa(const struct statement *statement)
{
	uint32_t variables[64];

	if (statement->count > sizeof(variables) / sizeof(variables[0]))
		return dt_set_error(statement->hdl, EDT_BADAGG, "printa() of too many aggregations");
	for (uint32_t i = 0; i < statement->count; i++)
		variables[i] = statement->records[i].arg;
	return dt_json_printa(statement->hdl, statement->out, variables, statement->count);
}

static int json_packet(const struct statement *statement)
{
	struct dt_packet packet;
	dtrace_recdesc_t bytes = {.action = DTRACEACT_TRACEMEM};

	if (packet_of(statement, &packet))
		return -1;
	bytes.size = (uint32_t)packet.captured;
	fprintf(statement->out, "{\"time\":%" PRIu64 ",\"length\":%" PRIu64 ",\"protocol\":%" PRIu64 ",\"packet\":",
		packet.when, packet.length, packet.protocol);
	dt_json_value(statement->hdl, statement->out, &bytes, packet.bytes);
	fputc('}', statement->out);
	return 0;
}

int dt_record_json(struct dtrace_hdl *hdl, FILE *out, const dtrace_probedata_t *data, uint32_t first,
		   uint32_t count)
{
	struct statement statement = {hdl, out, data, data->records + first, count};
	dtrace_recdesc_t record = statement.records[0];
	uint64_t dynamic = 0;

	switch (record.action) {
	case DTRACEACT_PRINTA:
		if (!dt_format_string(hdl, record.format))
			return json_printa(&statement);
		return json_text(&statement);
	case DTRACEACT_LIBACT:
		if (record.arg == DTRACE_LIBACT_PCAP)
			return json_packet(&statement);
		return json_text(&statement);
	case DTRACEACT_PRINTF:
		return json_text(&statement);
	case DTRACEACT_TRACEMEM:
		dynamic = value_of(&statement, 1);
		if (dynamic && dynamic < record.size)
			record.size = dynamic;
		break;
	default:
		break;
	}
	dt_json_value(hdl, out, &record, bytes_of(&statement, 0));
	return 0;
}
