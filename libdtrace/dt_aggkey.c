/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What makes two entries of an aggregation the same: the bytes of their keys. A key that
 * stands for a function or a module (sym(), mod(), usym(), umod()) was recorded as an address
 * in it; here every such address becomes the same one, so that the entries meet.
 */
#include <stdlib.h>
#include <string.h>

#include "dt_aggregate.h"
#include "dt_usym.h"

/* mod(): the first address seen in a module stands for it for the rest of the run. */
static uint64_t module_address(struct dtrace_hdl *hdl, const char *module, uint64_t address)
{
	struct dt_aggregates *aggregates = hdl->aggregates;
	struct dt_module_key *more;

	for (size_t i = 0; i < aggregates->module_count; i++) {
		if (!strcmp(aggregates->modules[i].name, module))
			return aggregates->modules[i].address;
	}
	more = realloc(aggregates->modules, (aggregates->module_count + 1) * sizeof(*more));
	if (!more)
		return address; /* two lines for one module are a nuisance, not a loss */
	aggregates->modules = more;
	more += aggregates->module_count++;
	snprintf(more->name, sizeof(more->name), "%s", module);
	return more->address = address;
}

static uint64_t kernel_address(struct dtrace_hdl *hdl, bool whole_module, uint64_t address)
{
	struct dt_symbol symbol;

	if (dt_symbol_by_address(hdl, address, &symbol))
		return address;
	return whole_module ? module_address(hdl, symbol.module, address) : symbol.address;
}

static void unify(struct dtrace_hdl *hdl, const struct dtrace_record_desc *record, char *data)
{
	uint64_t *words = (uint64_t *)(data + record->offset);

	switch (record->action) {
	case DTRACEACT_SYM:
	case DTRACEACT_MOD:
		*words = kernel_address(hdl, record->action == DTRACEACT_MOD, *words);
		break;
	case DTRACEACT_USYM:
	case DTRACEACT_UMOD:
		words[1] = dt_usym_start(hdl, words[0], words[1], record->action == DTRACEACT_UMOD);
		break;
	default:
		break;
	}
}

char *dt_aggregate_key(struct dtrace_hdl *hdl, const struct dt_aggdesc *desc, char *data, size_t *size)
{
	size_t total = 0;
	char *key, *at;

	for (uint32_t i = 0; i + 1 < desc->count; i++)
		total += sizeof(uint32_t) + desc->records[i].size;
	key = at = malloc(total ? total : 1);
	if (!key) {
		dt_set_error(hdl, EDT_NOMEM, NULL);
		return NULL;
	}
	for (uint32_t i = 0; i + 1 < desc->count; i++) {
		const struct dtrace_record_desc *record = &desc->records[i];

		unify(hdl, record, data);
		memcpy(at, &record->size, sizeof(uint32_t));
		memcpy(at + sizeof(uint32_t), data + record->offset, record->size);
		at += sizeof(uint32_t) + record->size;
	}
	*size = total;
	return key;
}
