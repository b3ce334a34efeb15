/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Lost data is always said: the engine counts drops, this file turns counts into the
 * classic sentences and hands them to the drop handler.
 */
#include <inttypes.h>
#include <string.h>

#include "dt_consumer.h"

/* ORDER: dtrace_dropkind_t. */
static const struct {
	const char *tag;
	const char *format; /* after the number */
	bool per_cpu;
} kinds[] = {
	{"PRINCIPAL", "drop%s", true},
	{"AGGREGATION", "aggregation drop%s", true},
	{"DYNAMIC", "dynamic variable drop%s", false},
	{"DYNRINSE", "dynamic variable drop%s with non-empty rinsing list", false},
	{"DYNDIRTY", "dynamic variable drop%s with non-empty dirty list", false},
	{"SPEC", "speculative drop%s", false},
	{"SPECBUSY", "failed speculation%s (available buffer(s) still busy)", false},
	{"SPECUNAVAIL", "failed speculation%s (no speculative buffer available)", false},
	{"STKSTROVERFLOW", "jstack()/ustack() string table overflow%s", false},
	{"DBLERROR", "error%s in ERROR probe enabling", false},
};

static void compose(struct dtrace_hdl *hdl, char *text, size_t size, const dtrace_dropdata_t *data)
{
	char tag[48] = "", what[96], where[32] = "";

	if (hdl->output->switches[DT_SWITCH_DROPTAGS])
		snprintf(tag, sizeof(tag), "[DTRACEDROP_%s] ", kinds[data->kind].tag);
	snprintf(what, sizeof(what), kinds[data->kind].format, data->drops == 1 ? "" : "s");
	if (kinds[data->kind].per_cpu)
		snprintf(where, sizeof(where), " on CPU %u", data->cpu);
	snprintf(text, size, "%s%" PRIu64 " %s%s\n", tag, data->drops, what, where);
}

int dt_report_drops(struct dtrace_hdl *hdl, uint32_t cpu, dtrace_dropkind_t kind, uint64_t drops)
{
	struct dt_consumer *consumer = hdl->consumer;
	char text[256];
	dtrace_dropdata_t data = {.hdl = hdl,
				  .cpu = cpu,
				  .kind = kind,
				  .drops = drops,
				  .total = consumer->drops[kind] + drops,
				  .message = text};

	if (!drops)
		return 0;
	consumer->drops[kind] += drops;
	if (!consumer->drop_handler)
		return dt_set_error(hdl, EDT_DROPABORT, NULL);
	compose(hdl, text, sizeof(text), &data);
	return dt_handler_answer(hdl, consumer->drop_handler(&data, consumer->drop_argument));
}

int dt_report_status_drops(struct dtrace_hdl *hdl, const struct dtrace_ioc_status *now)
{
	struct dtrace_ioc_status *old = &hdl->consumer->status;
	const struct {
		dtrace_dropkind_t kind;
		uint64_t drops;
	} rows[] = {
		{DTRACEDROP_DYNAMIC, now->dynamic_drops - old->dynamic_drops},
		{DTRACEDROP_DYNRINSE, now->dynamic_rinsing - old->dynamic_rinsing},
		{DTRACEDROP_DYNDIRTY, now->dynamic_dirty - old->dynamic_dirty},
		{DTRACEDROP_SPEC, now->speculation_drops - old->speculation_drops},
		{DTRACEDROP_SPECBUSY, now->speculation_busy - old->speculation_busy},
		{DTRACEDROP_SPECUNAVAIL, now->speculation_unavailable - old->speculation_unavailable},
		{DTRACEDROP_STKSTROVERFLOW, now->string_overflows - old->string_overflows},
		{DTRACEDROP_DBLERROR, now->errors - old->errors},
	};

	*old = *now;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		if (dt_report_drops(hdl, 0, rows[i].kind, rows[i].drops))
			return -1;
	}
	return 0;
}
