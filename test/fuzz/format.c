/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Fuzz target: any printf() or printa() format printed with any records, fitting or not, as a
 * program that somebody else compiled may bring them (anonymous tracing). What the engine promises
 * is kept: a record lies within the data.
 *
 * Input: how many records; a byte for each (size, string or not); DATA bytes; the format.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "libdtrace/dt_consumer.h"

#define RECORDS 6u
#define DATA	96u

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static dtrace_hdl_t *handle(void)
{
	static dtrace_hdl_t *hdl;

	if (!hdl)
		hdl = dtrace_open(DTRACE_VERSION, DTRACE_O_NODEV | DTRACE_O_NOSYS, NULL);
	if (!hdl)
		abort();
	return hdl;
}

static void describe(struct dtrace_record_desc *record, uint8_t how)
{
	static const uint16_t sizes[] = {0, 1, 2, 4, 8, 16, 20, 40};

	record->action = DTRACEACT_PRINTF;
	record->size = sizes[how & 7];
	record->offset = (how >> 3 & 3) * 8;
	record->flags = how & 0x80 ? DTRACE_RECORD_STRING : how & 0x40 ? DTRACE_RECORD_SIGNED : 0;
}

/* A sum and a quantize(), for %@. */
static void aggregate(dtrace_aggdata_t data[2], struct dtrace_record_desc values[2], int64_t *words)
{
	values[0] = (struct dtrace_record_desc){.action = DTRACEAGG_SUM, .size = 8};
	values[1] = (struct dtrace_record_desc){.action = DTRACEAGG_QUANTIZE,
						.size = DTRACE_QUANTIZE_BUCKETS * 8};
	for (int i = 0; i < 2; i++)
		data[i] = (dtrace_aggdata_t){.hdl = handle(),
					     .name = "a",
					     .data = (const char *)words,
					     .size = values[i].size,
					     .records = &values[i],
					     .record_count = 1,
					     .normal = 1};
}

static void print(const char *format, const struct dtrace_record_desc *records, uint32_t count,
		  const char *data)
{
	static int64_t words[DTRACE_QUANTIZE_BUCKETS] = {[3] = 7, [90] = -2};
	struct dtrace_record_desc values[2];
	dtrace_aggdata_t aggregates[2];
	const dtrace_aggdata_t *list[2] = {&aggregates[0], &aggregates[1]};
	char *text = NULL;
	size_t length;
	FILE *out = open_memstream(&text, &length);
	dtrace_hdl_t *hdl = handle();

	aggregate(aggregates, values, words);
	dt_format_print(hdl, out, format, records, count, data, NULL, 0);
	dt_format_print(hdl, out, format, records, count, data, list, 2);
	fclose(out);
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct dtrace_record_desc records[RECORDS] = {{0}};
	uint64_t bytes[DATA / 8];
	uint32_t count;
	char *format;

	if (size < 1 + RECORDS + DATA)
		return 0;
	count = data[0] % (RECORDS + 1);
	for (uint32_t i = 0; i < count; i++)
		describe(&records[i], data[1 + i]);
	memcpy(bytes, data + 1 + RECORDS, DATA);
	format = strndup((const char *)data + 1 + RECORDS + DATA, size - 1 - RECORDS - DATA);
	if (!format)
		abort();
	/* Host names come from the network. */
	for (char *c = format; *c; c++)
		if (*c == 'I')
			*c = 'P';
	print(format, records, count, (const char *)bytes);
	free(format);
	return 0;
}
