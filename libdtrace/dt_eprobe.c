/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the engine says of an enabled probe and of a format, asked once and
 * kept for the life of the handle: identifiers are never reused by a consumer.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "dt_consumer.h"
#include "dt_pcap.h"

/* Room for index `want` in a table of pointers; new places are NULL. */
static int grow(struct dtrace_hdl *hdl, void ***table, uint32_t *room, uint32_t want)
{
	uint32_t more = *room ? *room : 16;
	void **larger;

	if (want < *room)
		return 0;
	while (more <= want) {
		if (__builtin_mul_overflow(more, 2u, &more))
			return dt_set_error(hdl, EDT_NOMEM, NULL);
	}
	larger = realloc(*table, more * sizeof(void *));
	if (!larger)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	memset(larger + *room, 0, (more - *room) * sizeof(void *));
	*table = larger;
	*room = more;
	return 0;
}

static int ask_records(struct dtrace_hdl *hdl, struct dt_eprobe *eprobe)
{
	struct dtrace_ioc_eprobe ask = {.epid = eprobe->epid};

	if (dt_control(hdl, DTRACEIOC_EPROBE, &ask) && hdl->error != ENOSPC)
		return -1;
	eprobe->records = calloc(ask.count ? ask.count : 1, sizeof(*eprobe->records));
	if (!eprobe->records)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	ask.records = (uintptr_t)eprobe->records;
	if (dt_control(hdl, DTRACEIOC_EPROBE, &ask))
		return -1;
	eprobe->count = ask.count;
	eprobe->size = ask.size;
	eprobe->desc = ask.desc;
	eprobe->shown = (dtrace_eprobedesc_t){.epid = eprobe->epid,
					      .probeid = ask.probe,
					      .size = ask.size,
					      .nrecs = ask.count,
					      .rec = eprobe->records};
	for (uint32_t i = 0; i < eprobe->count; i++) {
		const struct dtrace_record_desc *record = &eprobe->records[i];

		if (record->size > eprobe->size || record->offset > eprobe->size - record->size)
			return dt_set_error(hdl, EDT_MESSAGE,
					    "enabled probe %u has a record outside its data",
					    eprobe->epid);
	}
	return 0;
}

static void destroy(struct dt_eprobe *eprobe)
{
	if (eprobe)
		free(eprobe->records);
	free(eprobe);
}

const struct dt_eprobe *dt_eprobe_lookup(struct dtrace_hdl *hdl, dtrace_epid_t epid)
{
	struct dt_consumer *consumer = hdl->consumer;
	struct dt_eprobe *eprobe;

	if (epid > 1u << 24) {
		dt_set_error(hdl, EDT_MESSAGE, "there is no enabled probe %u", epid);
		return NULL;
	}
	if (grow(hdl, (void ***)&consumer->eprobes, &consumer->eprobe_room, epid))
		return NULL;
	if (consumer->eprobes[epid])
		return consumer->eprobes[epid];
	eprobe = calloc(1, sizeof(*eprobe));
	if (!eprobe) {
		dt_set_error(hdl, EDT_NOMEM, NULL);
		return NULL;
	}
	eprobe->epid = epid;
	if (ask_records(hdl, eprobe)) {
		destroy(eprobe);
		return NULL;
	}
	return consumer->eprobes[epid] = eprobe;
}

const char *dt_format_string(struct dtrace_hdl *hdl, uint32_t format)
{
	struct dt_consumer *consumer = hdl->consumer;
	struct dtrace_ioc_format ask = {.format = format};
	char *text;

	if (!format || format > 1u << 24)
		return NULL;
	if (grow(hdl, (void ***)&consumer->formats, &consumer->format_room, format))
		return NULL;
	if (consumer->formats[format])
		return consumer->formats[format];
	if (dt_control(hdl, DTRACEIOC_FORMAT, &ask) && hdl->error != ENOSPC)
		return NULL;
	text = calloc(1, (size_t)ask.length + 1);
	if (!text) {
		dt_set_error(hdl, EDT_NOMEM, NULL);
		return NULL;
	}
	ask.string = (uintptr_t)text;
	if (dt_control(hdl, DTRACEIOC_FORMAT, &ask)) {
		free(text);
		return NULL;
	}
	return consumer->formats[format] = text;
}

int dt_consumer_open(struct dtrace_hdl *hdl)
{
	hdl->consumer = calloc(1, sizeof(*hdl->consumer));
	if (!hdl->consumer)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	hdl->consumer->flow = calloc(hdl->conf.cpus ? hdl->conf.cpus : 1, sizeof(struct dt_flow));
	if (!hdl->consumer->flow)
		return dt_set_error(hdl, EDT_NOMEM, NULL);
	return dt_snapshot_open(hdl);
}

void dt_consumer_close(struct dtrace_hdl *hdl)
{
	struct dt_consumer *consumer = hdl->consumer;

	if (!consumer)
		return;
	dt_snapshot_close(hdl);
	for (uint32_t i = 0; i < consumer->eprobe_room; i++)
		destroy(consumer->eprobes[i]);
	for (uint32_t i = 0; i < consumer->format_room; i++)
		free(consumer->formats[i]);
	dt_pcap_close(consumer);
	if (consumer->redirected)
		fclose(consumer->redirected);
	free(consumer->eprobes);
	free(consumer->formats);
	free(consumer->flow);
	free(consumer->text);
	free(consumer);
	hdl->consumer = NULL;
}
