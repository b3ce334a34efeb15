/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * One firing after another: the caller's callbacks decide, this file carries
 * out and prints what they leave to it.
 *
 * The records of a firing are taken statement by statement: printf's arguments belong
 * together, as do those of trunc() or tracemem(). An action that concerns the consumer itself
 * (exit, clear, normalize …) is carried out even if nobody wants its output.
 */
#include <stdlib.h>
#include <string.h>

#include "dt_consumer.h"
#include "dt_flow.h"
#include "dt_json.h"
#include "dt_pcap.h"
#include "dt_record.h"

struct consume {
	FILE *out;
	dtrace_consume_probe_f *probe;
	dtrace_consume_rec_f *record;
	void *argument;
};

/* How many records from `first` on belong to its statement. */
static uint32_t statement_length(const dtrace_probedata_t *data, uint32_t first)
{
	uint32_t end = first + 1;

	while (end < data->record_count &&
	       data->records[end].statement == data->records[first].statement)
		end++;
	return end - first;
}

static int ask(const struct consume *consume, const dtrace_probedata_t *data,
	       const dtrace_recdesc_t *record)
{
	if (!consume->record)
		return DTRACE_CONSUME_THIS;
	return consume->record(data, record, consume->argument);
}

static int abort_consume(struct dtrace_hdl *hdl, int answer)
{
	if (answer == DTRACE_CONSUME_ERROR && hdl->error)
		return -1;
	return dt_set_error(hdl, EDT_DIRABORT, NULL);
}

static int consume_records(struct dtrace_hdl *hdl, const struct consume *consume,
			   const dtrace_probedata_t *data)
{
	int answer;

	for (uint32_t i = 0, count; i < data->record_count; i += count) {
		FILE *out = hdl->consumer->redirected ? hdl->consumer->redirected : consume->out;

		count = statement_length(data, i);
		answer = ask(consume, data, &data->records[i]);
		if (answer == DTRACE_CONSUME_ABORT || answer == DTRACE_CONSUME_ERROR)
			return abort_consume(hdl, answer);
		if (dt_record_act(hdl, out, data, i, count) ||
		    (answer == DTRACE_CONSUME_THIS && dt_record_print(hdl, out, data, i, count)) ||
		    dt_buffered_flush(hdl, data, &data->records[i], NULL, 0))
			return -1;
	}
	answer = ask(consume, data, NULL);
	if (answer == DTRACE_CONSUME_ABORT || answer == DTRACE_CONSUME_ERROR)
		return abort_consume(hdl, answer);
	return 0;
}

/* Statement by statement into the line being made; `wanted`: there is something to write. */
static int collect_json(struct dtrace_hdl *hdl, const struct consume *consume,
			const dtrace_probedata_t *data, FILE *line, bool *wanted)
{
	const char *separator = "";

	for (uint32_t i = 0, count; i < data->record_count; i += count) {
		FILE *out = hdl->consumer->redirected ? hdl->consumer->redirected : consume->out;
		int answer = ask(consume, data, &data->records[i]);

		count = statement_length(data, i);
		if (answer == DTRACE_CONSUME_ABORT || answer == DTRACE_CONSUME_ERROR)
			return abort_consume(hdl, answer);
		if (dt_record_act(hdl, out, data, i, count))
			return -1;
		if (answer != DTRACE_CONSUME_THIS || !dt_record_prints(&data->records[i]))
			continue;
		fputs(separator, line);
		separator = ",";
		*wanted = true;
		if (dt_record_json(hdl, line, data, i, count))
			return -1;
	}
	return 0;
}

/* A firing as one line, written when it is complete. Quiet: only if it has output. */
static int consume_json(struct dtrace_hdl *hdl, const struct consume *consume,
			const dtrace_probedata_t *data)
{
	bool wanted = !dt_option(hdl, DTRACEOPT_QUIET);
	char *text = NULL;
	size_t size;
	FILE *line = open_memstream(&text, &size);
	int error;

	if (!line)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	dt_json_firing_begin(line, data);
	error = collect_json(hdl, consume, data, line, &wanted);
	dt_json_firing_end(line);
	if (fclose(line) && !error)
		error = dt_set_error(hdl, EDT_NOMEM, NULL);
	if (!error && wanted)
		error = dt_printf(hdl, hdl->consumer->redirected ? hdl->consumer->redirected : consume->out,
				  "%s", text) ||
			dt_buffered_flush(hdl, data, NULL, NULL, 0);
	free(text);
	return error ? -1 : 0;
}

static int consume_firing(struct dtrace_hdl *hdl, uint32_t cpu, const char *bytes, size_t size,
			  void *argument)
{
	const struct dtrace_firing_header *header = (const void *)bytes;
	const struct consume *consume = argument;
	const struct dt_eprobe *eprobe = dt_eprobe_lookup(hdl, header->epid);
	dtrace_probedata_t data = {.hdl = hdl, .epid = header->epid, .cpu = cpu, .data = bytes};
	int answer, error;

	if (!eprobe)
		return -1;
	if (eprobe->size > size)
		return dt_set_error(hdl, EDT_MESSAGE, "a firing of enabled probe %u is cut short",
				    header->epid);
	data.timestamp = header->timestamp;
	data.edesc = &eprobe->shown;
	data.probe = &eprobe->desc;
	data.records = eprobe->records;
	data.record_count = eprobe->count;
	if (eprobe->count && eprobe->records[0].statement == DT_STATEMENT_ERROR)
		return dt_handle_error_firing(hdl, &data);
	if (dt_option(hdl, DTRACEOPT_FLOWINDENT))
		dt_flow_begin(hdl, &data);
	answer = consume->probe ? consume->probe(&data, consume->argument) : DTRACE_CONSUME_THIS;
	if (answer == DTRACE_CONSUME_ABORT || answer == DTRACE_CONSUME_ERROR)
		return abort_consume(hdl, answer);
	if (answer == DTRACE_CONSUME_NEXT)
		error = 0;
	else if (hdl->output->json)
		error = consume_json(hdl, consume, &data);
	else
		error = consume_records(hdl, consume, &data);
	if (dt_option(hdl, DTRACEOPT_FLOWINDENT))
		dt_flow_end(hdl, &data);
	return error;
}

int dtrace_consume(dtrace_hdl_t *hdl, FILE *out, dtrace_consume_probe_f *probe,
		   dtrace_consume_rec_f *record, void *argument)
{
	struct dt_consumer *consumer = hdl->consumer;
	struct consume consume = {out, probe, record, argument};
	uint64_t now = dt_now();

	if (!hdl->active)
		return dt_set_error(hdl, EDT_MESSAGE, "tracing has not begun: call dtrace_go first");
	if (consumer->drained)
		return 0;
	if (!hdl->stopped && now < consumer->last_switch + dt_option(hdl, DTRACEOPT_SWITCHRATE))
		return 0;
	consumer->last_switch = now;
	if (dt_snapshot_consume(hdl, hdl->stopped, consume_firing, &consume))
		return -1;
	if (dt_flush(hdl, out))
		return -1;
	if (hdl->stopped) {
		consumer->drained = true;
		dt_pcap_finish(consumer);
	}
	return 0;
}
