/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Probe descriptions: "provider:module:function:name", fields filled from the
 * right; whether they match anything, and which field is at fault when not.
 */
#include "dt_attribute.h"
#include "dt_builtin.h"
#include "dt_consumer.h"
#include "dt_suggest.h"
#include "dt_target.h"
#include "dt_unit.h"
#include <errno.h>
#include <stdlib.h>

enum {
	PROVIDER,
	MODULE,
	FUNCTION,
	NAME,
	FIELDS
};

static const char *const field_names[] = {"provider", "module", "function", "name"};
static const size_t field_sizes[] = {DTRACE_PROVIDER_LEN, DTRACE_MODULE_LEN, DTRACE_FUNCTION_LEN,
				     DTRACE_NAME_LEN};

static char *field_of(struct dtrace_probe_desc *desc, int field)
{
	char *const fields[] = {desc->provider, desc->module, desc->function, desc->name};

	return fields[field];
}

/* The field a description without colons is. */
static int last_field(dtrace_probespec_t spec)
{
	return spec == DTRACE_PROBESPEC_NONE ? NAME : (int)spec - DTRACE_PROBESPEC_PROVIDER;
}

static bool is_number(const char *text)
{
	return *text && text[strspn(text, "0123456789")] == '\0';
}

static const char *parse_id(const char *text, struct dtrace_probe_desc *desc)
{
	unsigned long id;

	errno = 0;
	id = strtoul(text, NULL, 10);
	if (errno || !id || id > UINT32_MAX)
		return "a probe identifier is a number from 1";
	desc->id = id;
	return NULL;
}

static const char *parse_fields(const char *text, int last, struct dtrace_probe_desc *desc)
{
	const char *start = text + strlen(text), *end = start;

	for (int field = last;; field--) {
		if (field < 0)
			return "it has too many parts";
		while (start > text && start[-1] != ':')
			start--;
		if ((size_t)(end - start) >= field_sizes[field])
			return "a part of it is too long";
		memcpy(field_of(desc, field), start, end - start);
		if (start == text)
			return NULL;
		end = --start;
	}
}

/* Why a description is malformed, or NULL. */
static const char *parse(dtrace_probespec_t spec, const char *text, struct dtrace_probe_desc *desc)
{
	memset(desc, 0, sizeof(*desc));
	if (is_number(text) && last_field(spec) == NAME)
		return parse_id(text, desc);
	return parse_fields(text, last_field(spec), desc);
}

int dtrace_str2desc(dtrace_hdl_t *hdl, dtrace_probespec_t spec, const char *text,
		    dtrace_probedesc_t *desc)
{
	const char *why = parse(spec, text, desc);

	return why ? dt_set_error(hdl, EDT_BADSPEC, "invalid probe description %s: %s", text, why)
		   : 0;
}

void dt_pdesc_parse(struct dt_unit *unit, struct dt_node *node)
{
	const char *why;

	node->desc = dt_unit_alloc(unit, sizeof(*node->desc));
	why = parse(unit->spec, node->string, node->desc);
	if (why)
		dt_fail(unit, node, D_PDESC_INVAL, "invalid probe description \"%s\": %s",
			node->string, why);
}

/* --- matching --- */

static uint64_t count_probes(struct dt_unit *unit, const struct dtrace_probe_desc *desc,
			     uint32_t flags)
{
	struct dtrace_ioc_probes probes = {.pattern = *desc, .start = 1};

	probes.flags = DTRACE_PROBES_COUNT | flags;
	if (dt_control(unit->hdl, DTRACEIOC_PROBES, &probes))
		dt_fail_again(unit);
	return probes.count;
}

static bool is_process_backend(struct dt_unit *unit)
{
	return !strcmp(unit->hdl->backend->name, "process");
}

/* Providers whose probes only the driver has. */
static bool is_kernel_provider(const char *name)
{
	static const char *const providers[] = {
		"fbt", "rawfbt", "sdt", "sched", "io",	  "proc", "vminfo",  "sysinfo", "lockstat",
		"ip",  "tcp",	 "udp", "rawtp", "instr", "cpc",  "syscall", "mib",	"fasttrap"};

	for (size_t i = 0; i < sizeof(providers) / sizeof(providers[0]); i++)
		if (!strcmp(providers[i], name))
			return true;
	return false;
}

static const char *text_of(struct dt_unit *unit, const struct dtrace_probe_desc *desc)
{
	char text[sizeof(*desc) + 16];

	return dt_unit_strdup(unit, dtrace_desc2str(desc, text, sizeof(text)));
}

/* The first field, from the left, that leaves nothing; FIELDS when each on its own matches. */
static int field_at_fault(struct dt_unit *unit, const struct dtrace_probe_desc *desc)
{
	struct dtrace_probe_desc partial = {0};

	for (int field = PROVIDER; field < FIELDS; field++) {
		const char *text = field_of((struct dtrace_probe_desc *)desc, field);

		if (!*text)
			continue;
		memcpy(field_of(&partial, field), text, field_sizes[field]);
		if (!count_probes(unit, &partial, 0))
			return field;
	}
	return FIELDS;
}

static bool is_first_field(struct dtrace_probe_desc *desc, int field)
{
	while (--field >= 0)
		if (*field_of(desc, field))
			return false;
	return true;
}

/* Of these it has the probes of processes it traces. */
static bool is_process_provider(const char *name)
{
	return !strcmp(name, "syscall") || !strcmp(name, "proc");
}

static _Noreturn void fail_needs_driver(struct dt_unit *unit, struct dt_node *node)
{
	const char *why = unit->hdl->no_driver;
	bool process = is_process_provider(node->desc->provider);

	if (process && unit->hdl->no_target)
		dt_fail(unit, node, D_PDESC_ZERO, "probe description %s: %s",
			text_of(unit, node->desc), unit->hdl->no_target);
	dt_fail(unit, node, D_PDESC_ZERO, "probe description %s needs the driver%s; %s",
		text_of(unit, node->desc),
		process ? " or a process to trace (-c COMMAND, -p PID)" : "",
		why ? why : "-x backend=process leaves it aside");
}

/* Why the backend would not make what the last description means, or NULL. */
static const char *backend_refusal(struct dt_unit *unit)
{
	const struct dt_backend *backend = unit->hdl->backend;

	return backend->refusal ? backend->refusal(unit->hdl->connection) : NULL;
}

/*
 * `syscall:read:entry`: with fewer than four parts the provider is none of them. The description that is meant,
 * if there is such a probe; else NULL.
 */
static const char *as_provider(struct dt_unit *unit, struct dtrace_probe_desc *desc)
{
	struct dtrace_probe_desc meant = {0};
	int first = PROVIDER;

	while (first < FIELDS && !*field_of(desc, first))
		first++;
	if (first == PROVIDER || first == FIELDS)
		return NULL;
	snprintf(meant.provider, sizeof(meant.provider), "%s", field_of(desc, first));
	if (first == MODULE)
		memcpy(meant.function, desc->function, sizeof(meant.function));
	if (first != NAME)
		memcpy(meant.name, desc->name, sizeof(meant.name));
	return count_probes(unit, &meant, DTRACE_PROBES_PROVIDE) ? text_of(unit, &meant) : NULL;
}

static _Noreturn void fail_no_match(struct dt_unit *unit, struct dt_node *node)
{
	struct dtrace_probe_desc *desc = node->desc;
	int field = desc->id ? FIELDS : field_at_fault(unit, desc);
	const char *suggestion, *meant = as_provider(unit, desc);
	char why[512];
	enum dt_errtag tag = dt_target_problem(unit->hdl, desc, why, sizeof(why));

	if (tag != D_UNKNOWN)
		dt_fail(unit, node, tag, "probe description %s does not match any probes; %s",
			text_of(unit, desc),
			tag == D_PROC_CREATEFAIL && backend_refusal(unit) ? backend_refusal(unit)
									  : why);
	if (backend_refusal(unit))
		dt_fail(unit, node, D_PDESC_ZERO,
			"probe description %s does not match any probes; %s", text_of(unit, desc),
			backend_refusal(unit));
	if (field == FIELDS)
		dt_fail(unit, node, D_PDESC_ZERO, "probe description %s does not match any probes",
			text_of(unit, desc));
	suggestion = dt_suggest_probe(unit, desc);
	dt_fail_suggest(unit, node, D_PDESC_ZERO, suggestion,
			"probe description %s does not match any probes; no %s \"%s\"%s%s%s",
			text_of(unit, desc), field_names[field], field_of(desc, field),
			is_first_field(desc, field) ? "" : " there",
			meant ? "; as a provider: " : "", meant ? meant : "");
}

void dt_pdesc_check(struct dt_unit *unit, struct dt_node *node)
{
	const struct dtrace_probe_desc written = *node->desc;
	size_t stem;

	if (!unit->hdl->backend)
		return;
	dt_processes_evaluate(unit->hdl, dt_target_of(node->desc->provider, &stem));
	dt_target_alias(unit->hdl, node->desc);
	if (count_probes(unit, node->desc, DTRACE_PROBES_PROVIDE) || unit->cflags & DTRACE_C_ZDEFS)
		return;
	*node->desc = written;
	if (is_process_backend(unit) && is_kernel_provider(node->desc->provider) &&
	    !(unit->hdl->target && !unit->hdl->no_target &&
	      is_process_provider(node->desc->provider)))
		fail_needs_driver(unit, node);
	fail_no_match(unit, node);
}

/* --- stability --- */

/* What a description's stability is when its provider is not known: that of the names it uses. */
static const struct dtrace_attribute unknown_attribute = {
	DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_UNKNOWN};

static struct dtrace_attribute desc_attribute(struct dt_unit *unit, struct dtrace_probe_desc *desc)
{
	struct dtrace_ioc_provider provider = {0};
	struct dtrace_hdl *hdl = unit->hdl;

	memcpy(provider.name, desc->provider, sizeof(provider.name));
	if (!hdl->backend || !*desc->provider ||
	    hdl->backend->control(hdl->connection, DTRACEIOC_PROVIDER, &provider))
		return unknown_attribute;
	return dt_attribute_of_probe(&provider.attributes, desc);
}

/* "BEGIN" alone: the provider is the one that has such a probe. */
static struct dtrace_probe_desc with_provider(struct dt_unit *unit,
					      const struct dtrace_probe_desc *desc)
{
	struct dtrace_probe_desc full = *desc;
	char buffer[2048];
	struct dtrace_ioc_probes probes = {.pattern = *desc, .start = 1, .size = sizeof(buffer)};
	struct dtrace_hdl *hdl = unit->hdl;

	probes.buffer = (uintptr_t)buffer;
	if (*desc->provider || !hdl->backend)
		return full;
	hdl->backend->control(hdl->connection, DTRACEIOC_PROBES, &probes);
	if (probes.used)
		snprintf(full.provider, sizeof(full.provider), "%.*s", DTRACE_PROVIDER_LEN - 1,
			 ((const struct dtrace_packed_probe *)buffer)->names);
	return full;
}

struct dtrace_attribute dt_pdesc_attribute(struct dt_unit *unit, const struct dt_node *descs)
{
	struct dtrace_attribute result = dt_attribute_stable;

	for (; descs; descs = descs->next) {
		struct dtrace_probe_desc desc = with_provider(unit, descs->desc);

		result = dt_attribute_min(result, desc_attribute(unit, &desc));
	}
	return result;
}

/* --- suggestions --- */

#define LIST_BYTES (256u << 10)

/*
 * Offer one field of each probe that matches `pattern`; names live in `buffer` only during a batch.
 */
static void offer_probes(struct dt_unit *unit, const struct dtrace_probe_desc *pattern, int field,
			 struct dt_suggestion *search, char *buffer)
{
	struct dtrace_ioc_probes probes = {.pattern = *pattern, .start = 1, .size = LIST_BYTES};
	const struct dtrace_packed_probe *probe;
	const char *name;

	probes.buffer = (uintptr_t)buffer;
	do {
		if (dt_control(unit->hdl, DTRACEIOC_PROBES, &probes))
			return;
		for (uint64_t at = 0; at < probes.used; at += probe->length) {
			probe = (const void *)(buffer + at);
			name = probe->names;
			for (int i = 0; i < field; i++)
				name += strlen(name) + 1;
			dt_suggest_offer(search, name);
		}
		if (search->best && search->best >= buffer && search->best < buffer + LIST_BYTES)
			search->best = dt_unit_strdup(unit, search->best);
		probes.start = probes.next;
	} while (probes.next && probes.used);
}

const char *dt_suggest_probe(struct dt_unit *unit, const struct dtrace_probe_desc *desc)
{
	struct dtrace_probe_desc pattern = *desc;
	struct dt_suggestion search;
	int field = field_at_fault(unit, desc);

	if (field == FIELDS)
		return NULL;
	for (int i = field; i < FIELDS; i++)
		*field_of(&pattern, i) = '\0';
	dt_suggest_begin(&search, field_of((struct dtrace_probe_desc *)desc, field));
	offer_probes(unit, &pattern, field, &search, dt_unit_alloc(unit, LIST_BYTES));
	if (!search.best)
		return NULL;
	pattern = *desc;
	snprintf(field_of(&pattern, field), field_sizes[field], "%s", search.best);
	return text_of(unit, &pattern);
}
