/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Option oformat=json: one object a line. The schema is in JSON.md.
 *
 * Whatever bytes a program traced, the line is valid JSON in UTF-8: what is no UTF-8
 * becomes U+FFFD, byte by byte.
 */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "dt_aggregate.h"
#include "dt_aggval.h"
#include "dt_json.h"

/* --- strings ---------------------------------------------------------------------------------- */

/* Bytes of the well-formed UTF-8 sequence at the start, 0 if there is none. */
static size_t sequence(const unsigned char *text, size_t size)
{
	static const uint32_t lowest[] = {0, 0, 0x80, 0x800, 0x10000};
	size_t length = *text < 0x80 ? 1 : *text < 0xc2 ? 0 : *text < 0xe0 ? 2 : *text < 0xf0 ? 3 :
							      *text < 0xf5   ? 4 :
									       0;
	uint32_t code = length > 1 ? *text & (0x7f >> length) : *text;

	if (!length || length > size)
		return 0;
	for (size_t i = 1; i < length; i++) {
		if ((text[i] & 0xc0) != 0x80)
			return 0;
		code = code << 6 | (text[i] & 0x3f);
	}
	/* Neither longer than needed, nor a surrogate, nor beyond Unicode. */
	if (length > 1 && (code < lowest[length] || (code >= 0xd800 && code < 0xe000) || code > 0x10ffff))
		return 0;
	return length;
}

void dt_json_string(FILE *out, const char *text, size_t size)
{
	const unsigned char *at = (const unsigned char *)text;

	fputc('"', out);
	for (size_t left = strnlen(text, size), length; left; at += length, left -= length) {
		length = sequence(at, left);
		if (!length) {
			fputs("\\ufffd", out);
			length = 1;
		} else if (*at == '"' || *at == '\\') {
			fprintf(out, "\\%c", *at);
		} else if (*at == '\n') {
			fputs("\\n", out);
		} else if (*at == '\t') {
			fputs("\\t", out);
		} else if (*at < 0x20 || *at == 0x7f) {
			fprintf(out, "\\u%04x", *at);
		} else {
			fwrite(at, 1, length, out);
		}
	}
	fputc('"', out);
}

static void put_text(FILE *out, const char *text)
{
	dt_json_string(out, text, strlen(text));
}

/* --- values ----------------------------------------------------------------------------------- */

static void put_integer(FILE *out, const dtrace_recdesc_t *record, const char *data)
{
	unsigned int unused = 64 - 8 * record->size;
	uint64_t value = 0;

	memcpy(&value, data, record->size);
	if (record->flags & DTRACE_RECORD_SIGNED)
		fprintf(out, "%" PRId64, (int64_t)(value << unused) >> unused);
	else
		fprintf(out, "%" PRIu64, value);
}

static void put_bytes(FILE *out, const char *data, size_t size)
{
	fputs("{\"bytes\":\"", out);
	for (size_t i = 0; i < size; i++)
		fprintf(out, "%02x", (unsigned char)data[i]);
	fputs("\"}", out);
}

/*
 * Stacks and symbols have their text from the classic layout, a line a frame, so that both
 * layouts name a place alike.
 */
static char *classic_text(struct dtrace_hdl *hdl, const dtrace_recdesc_t *record, const char *data)
{
	char *text = NULL;
	size_t size;
	FILE *memory = open_memstream(&text, &size);

	if (!memory)
		return NULL;
	dt_print_record(hdl, memory, record, data, 0, true);
	if (!fclose(memory))
		return text;
	free(text);
	return NULL;
}

static void put_lines(FILE *out, char *text, bool stack)
{
	const char *separator = "";
	char *rest;

	if (!stack && !*text)
		fputs("null", out);
	if (stack)
		fputc('[', out);
	for (char *line = strtok_r(text, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest)) {
		size_t length;

		line += strspn(line, " ");
		length = strlen(line);
		while (length && line[length - 1] == ' ')
			length--;
		fputs(separator, out);
		dt_json_string(out, line, length);
		separator = ",";
	}
	if (stack)
		fputc(']', out);
}

static void put_place(struct dtrace_hdl *hdl, FILE *out, const dtrace_recdesc_t *record,
		      const char *data, bool stack)
{
	char *text = classic_text(hdl, record, data);

	if (text)
		put_lines(out, text, stack);
	else
		fputs("null", out);
	free(text);
}

void dt_json_value(struct dtrace_hdl *hdl, FILE *out, const dtrace_recdesc_t *record,
		   const char *data)
{
	switch (record->action) {
	case DTRACEACT_STACK:
	case DTRACEACT_USTACK:
	case DTRACEACT_JSTACK:
		put_place(hdl, out, record, data, true);
		return;
	case DTRACEACT_SYM:
	case DTRACEACT_MOD:
	case DTRACEACT_USYM:
	case DTRACEACT_UMOD:
	case DTRACEACT_UADDR:
		put_place(hdl, out, record, data, false);
		return;
	default:
		break;
	}
	if (record->flags & DTRACE_RECORD_STRING)
		dt_json_string(out, data, record->size);
	else if (record->action != DTRACEACT_TRACEMEM &&
		 (record->size == 1 || record->size == 2 || record->size == 4 || record->size == 8))
		put_integer(out, record, data);
	else
		put_bytes(out, data, record->size);
}

static void put_probe(FILE *out, const dtrace_probedesc_t *probe)
{
	fprintf(out, "\"probe\":{\"id\":%u,\"provider\":", probe->id);
	put_text(out, probe->provider);
	fputs(",\"module\":", out);
	put_text(out, probe->module);
	fputs(",\"function\":", out);
	put_text(out, probe->function);
	fputs(",\"name\":", out);
	put_text(out, probe->name);
	fputc('}', out);
}

void dt_json_firing_begin(FILE *out, const dtrace_probedata_t *data)
{
	fputc('{', out);
	put_probe(out, data->probe);
	fprintf(out, ",\"cpu\":%u,\"timestamp\":%" PRIu64 ",\"output\":[", data->cpu, data->timestamp);
}

void dt_json_firing_end(FILE *out)
{
	fputs("]}\n", out);
}

/* --- aggregations ---------------------------------------------------------------------------- */

static void put_bucket(FILE *out, uint16_t action, const int64_t *value, size_t buckets, size_t i)
{
	const char *name = "value";
	int64_t at = dt_quantize_bucket(i);

	if (action != DTRACEAGG_QUANTIZE) {
		bool linear = action == DTRACEAGG_LQUANTIZE;
		size_t edge = i ? i : 1;

		name = !i ? "below" : i == buckets - 1 ? "from" : "value";
		at = linear ? dt_lquantize_bucket(value[0], edge) : dt_llquantize_bucket(value[0], edge);
	}
	fprintf(out, "{\"%s\":%" PRId64, name, at);
}

static void put_buckets(FILE *out, const dtrace_aggdata_t *data, const dtrace_recdesc_t *record,
			const int64_t *value)
{
	const int64_t *counts = dt_distribution_counts(record->action, value);
	size_t buckets = dt_distribution_buckets(record->action, value, record->size);
	const char *separator = "";

	fputs(",\"buckets\":[", out);
	for (size_t i = 0; i < buckets; i++) {
		if (!counts[i])
			continue;
		fputs(separator, out);
		put_bucket(out, record->action, value, buckets, i);
		fprintf(out, ",\"count\":%" PRId64 "}",
			counts[i] / (int64_t)(data->normal ? data->normal : 1));
		separator = ",";
	}
	fputc(']', out);
}

/* One CPU's share of a value; the distribution as a whole stands beside it. */
static void put_percpu(FILE *out, const dtrace_aggdata_t *data, const dtrace_recdesc_t *record)
{
	const char *separator = "";

	fputs(",\"percpu\":[", out);
	for (uint32_t cpu = 0; cpu < data->hdl->conf.cpus; cpu++) {
		dtrace_aggdata_t share = *data;
		const int64_t *value = data->percpu[cpu];

		if (!value)
			continue;
		share.data = (const char *)value - record->offset;
		fprintf(out, "%s{\"cpu\":%u", separator, cpu);
		if (dt_aggval_is_distribution(record->action))
			put_buckets(out, &share, record, value);
		else
			fprintf(out, ",\"value\":%" PRId64, dt_aggval_number(&share));
		fputc('}', out);
		separator = ",";
	}
	fputc(']', out);
}

void dt_json_aggregation(FILE *out, const dtrace_aggdata_t *data)
{
	const dtrace_recdesc_t *record = &data->records[data->record_count - 1];

	fputs("{\"aggregation\":", out);
	put_text(out, data->name);
	fputs(",\"keys\":[", out);
	for (uint32_t i = 0; i + 1 < data->record_count; i++) {
		if (i)
			fputc(',', out);
		dt_json_value(data->hdl, out, &data->records[i], data->data + data->records[i].offset);
	}
	fputc(']', out);
	if (dt_aggval_is_distribution(record->action))
		put_buckets(out, data, record, (const int64_t *)(data->data + record->offset));
	else
		fprintf(out, ",\"value\":%" PRId64, dt_aggval_number(data));
	if (data->percpu)
		put_percpu(out, data, record);
	fputc('}', out);
}

static bool is_among(uint32_t variable, const uint32_t *variables, uint32_t count)
{
	while (count && variables[count - 1] != variable)
		count--;
	return count > 0;
}

int dt_json_printa(struct dtrace_hdl *hdl, FILE *out, const uint32_t *variables, uint32_t count)
{
	const char *separator = "[";
	struct dt_aggregate_entry **list;
	size_t entries;

	for (uint32_t i = 0; i < count; i++) {
		struct dt_aggvar *variable = dt_aggvar(hdl, variables[i]);

		if (!variable)
			return -1;
		variable->printed = true;
	}
	list = dt_aggregate_list(hdl, true, &entries);
	if (!list)
		return -1;
	for (size_t i = 0; i < entries; i++) {
		dtrace_aggdata_t data = dt_aggregate_data(hdl, list[i]);

		if (!is_among(data.variable, variables, count))
			continue;
		fputs(separator, out);
		dt_json_aggregation(out, &data);
		separator = ",";
	}
	fputs(*separator == '[' ? "[]" : "]", out);
	free(list);
	return 0;
}

/* --- what a handler or a consumer writes itself ---------------------------------------------- */

/* The classic sentence without its newline. */
static void put_message(FILE *out, const char *message)
{
	fputs("\"message\":", out);
	dt_json_string(out, message, strcspn(message, "\n"));
}

void dtrace_json_error(FILE *out, const dtrace_errdata_t *data)
{
	fputs("{\"error\":{", out);
	put_message(out, data->message);
	fputc(',', out);
	put_probe(out, data->probe);
	fprintf(out,
		",\"cpu\":%u,\"action\":%d,\"offset\":%d,\"fault\":%d,\"address\":%" PRIu64 "}}\n",
		data->cpu, data->action, data->offset, data->fault, data->address);
}

void dtrace_json_drop(FILE *out, const dtrace_dropdata_t *data)
{
	fputs("{\"drop\":{", out);
	put_message(out, data->message);
	fprintf(out, ",\"cpu\":%u,\"kind\":%d,\"drops\":%" PRIu64 ",\"total\":%" PRIu64 "}}\n",
		data->cpu, (int)data->kind, data->drops, data->total);
}

void dtrace_json_target(FILE *out, pid_t pid, int status)
{
	fprintf(out, "{\"target\":{\"pid\":%d", (int)pid);
	if (status != -1 && WIFEXITED(status))
		fprintf(out, ",\"status\":%d", WEXITSTATUS(status));
	else if (status != -1 && WIFSIGNALED(status))
		fprintf(out, ",\"signal\":%d", WTERMSIG(status));
	fputs("}}\n", out);
}
