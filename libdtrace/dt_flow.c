/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * -F: who calls whom, shown by indentation, per CPU.
 *
 * An entry indents what follows, a return goes back. Several clauses on one probe are one call:
 * only the first of an entry's indents and only the last of a return's goes back. That is seen from
 * the neighbouring firings on the same CPU, which is right unless firings of the very same probe
 * were lost in between.
 */
#include <string.h>

#include "dt_consumer.h"
#include "dt_flow.h"

static bool ends_with(const char *name, const char *word)
{
	size_t length = strlen(name), tail = strlen(word);

	if (length < tail || strcmp(name + length - tail, word))
		return false;
	return length == tail || name[length - tail - 1] == '-';
}

static enum dtrace_flow kind_of(const char *name)
{
	if (ends_with(name, "entry"))
		return DTRACE_FLOW_ENTRY;
	if (ends_with(name, "return"))
		return DTRACE_FLOW_RETURN;
	return DTRACE_FLOW_NONE;
}

/* Does the next firing of this CPU belong to another clause of the same probe? */
static bool continues(struct dtrace_hdl *hdl, const dtrace_probedata_t *data)
{
	const struct dtrace_firing_header *next = hdl->consumer->next_firing;
	const struct dt_eprobe *eprobe;

	if (!next || next->epid == data->epid)
		return false;
	eprobe = dt_eprobe_lookup(hdl, next->epid);
	return eprobe && eprobe->desc.id == data->probe->id;
}

void dt_flow_begin(struct dtrace_hdl *hdl, dtrace_probedata_t *data)
{
	struct dt_flow *flow = &hdl->consumer->flow[data->cpu];
	bool syscall = !strcmp(data->probe->provider, "syscall");

	data->flow = kind_of(data->probe->name);
	if (data->flow == DTRACE_FLOW_ENTRY && flow->last_probe == data->probe->id &&
	    flow->last != data->epid)
		data->flow = DTRACE_FLOW_NONE;
	if (data->flow == DTRACE_FLOW_RETURN && continues(hdl, data))
		data->flow = DTRACE_FLOW_NONE;
	if (data->flow == DTRACE_FLOW_RETURN && flow->indent >= 2)
		flow->indent -= 2;
	data->prefix = data->flow == DTRACE_FLOW_ENTRY	? (syscall ? " => " : " -> ") :
		       data->flow == DTRACE_FLOW_RETURN ? (syscall ? " <= " : " <- ") :
							  "| ";
	data->indent = flow->indent;
}

void dt_flow_end(struct dtrace_hdl *hdl, const dtrace_probedata_t *data)
{
	struct dt_flow *flow = &hdl->consumer->flow[data->cpu];

	if (data->flow == DTRACE_FLOW_ENTRY)
		flow->indent += 2;
	flow->last = data->epid;
	flow->last_probe = data->probe->id;
}
