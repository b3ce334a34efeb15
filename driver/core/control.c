/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The commands of <dtrace/ioctl.h>: a table row each. A command's structure is copied in, handled
 * with the control lock held and copied out again whatever the result, because needed sizes and
 * messages travel in it.
 */
#include "run.h"

#define BOUNCE (64u << 10)

union command {
	struct dtrace_ioc_conf conf;
	struct dtrace_ioc_provider provider;
	struct dtrace_ioc_probes probes;
	struct dtrace_ioc_enable enable;
	struct dtrace_ioc_snapshot snapshot;
	struct dtrace_ioc_eprobe eprobe;
	struct dtrace_ioc_aggdesc aggdesc;
	struct dtrace_ioc_format format;
	struct dtrace_ioc_probearg probearg;
	struct dtrace_ioc_cpu cpu;
	struct dtrace_ioc_status status;
	struct dtrace_ioc_dof dof;
	struct dtrace_ioc_option option;
};

static void copy_text(char *to, const char *text, size_t size)
{
	size_t length = DTRACE_MIN(strlen(text), size - 1);

	memcpy(to, text, length);
	memset(to + length, 0, size - length);
}

static int get_conf(struct dtrace_state *state, union command *command)
{
	struct dtrace_ioc_conf *conf = &command->conf;

	memset(conf, 0, sizeof(*conf));
	conf->abi = DTRACE_ABI;
	conf->dif_version = DIF_VERSION;
	conf->int_registers = DIF_INT_REGS;
	conf->tuple_registers = DIF_TUPLE_REGS;
	conf->cpus = dtrace_engine.cpu_count;
	copy_text(conf->host, host_name(), sizeof(conf->host));
	copy_text(conf->release, host_release(), sizeof(conf->release));
	copy_text(conf->kernel, host_kernel(), sizeof(conf->kernel));
	return 0;
}

static bool terminated(const char *text, size_t size)
{
	while (size != 0 && *text != '\0') {
		text++;
		size--;
	}
	return size != 0;
}

static int get_provider(struct dtrace_state *state, union command *command)
{
	struct dtrace_ioc_provider *provider = &command->provider;
	const struct dtrace_provider *found;

	if (!terminated(provider->name, sizeof(provider->name)))
		return -EINVAL;
	found = dtrace_provider_find(provider->name);
	if (found == NULL)
		return -ENOENT;
	provider->attributes = found->attributes;
	return 0;
}

/* --- listing ----------------------------------------------------------- */

/* Entries gather in a bounce buffer, so that a hundred thousand probes take a hundred copies. */
struct listing {
	struct dtrace_ioc_probes *probes;
	uint8_t *bounce;
	size_t bounced; /* bytes in it */
};

static int flush(struct listing *listing)
{
	struct dtrace_ioc_probes *probes = listing->probes;
	int error;

	if (listing->bounced == 0)
		return 0;
	error = host_copy_out(probes->buffer + probes->used, listing->bounce, listing->bounced);
	probes->used += listing->bounced;
	listing->bounced = 0;
	return error;
}

static size_t packed_length(const struct dtrace_probe *probe)
{
	size_t length = sizeof(struct dtrace_packed_probe);
	enum dtrace_part part;

	for (part = PART_PROVIDER; part < PARTS; part++)
		length += probe->names[part]->length + 1;
	return DTRACE_ROUND_UP(length, 8u);
}

static void pack(uint8_t *to, const struct dtrace_probe *probe, size_t length)
{
	struct dtrace_packed_probe head = {.id = probe->id, .length = (uint32_t)length};
	uint8_t *end = to + length;
	enum dtrace_part part;

	memcpy(to, &head, sizeof(head));
	to += sizeof(head);
	for (part = PART_PROVIDER; part < PARTS; part++) {
		memcpy(to, probe->names[part]->text, probe->names[part]->length + 1);
		to += probe->names[part]->length + 1;
	}
	memset(to, 0, (size_t)(end - to));
}

/* Returns 1 when the caller's buffer is full: the listing goes on with this probe. */
static int list_probe(struct dtrace_probe *probe, void *argument)
{
	struct listing *listing = argument;
	struct dtrace_ioc_probes *probes = listing->probes;
	size_t length = packed_length(probe);
	int error;

	if (!(probes->flags & DTRACE_PROBES_COUNT)) {
		if (length > probes->size - probes->used - listing->bounced) {
			probes->next = probe->id;
			return 1;
		}
		if (length > BOUNCE - listing->bounced) {
			error = flush(listing);
			if (error != 0)
				return error;
		}
		pack(listing->bounce + listing->bounced, probe, length);
		listing->bounced += length;
	}
	probes->count++;
	return 0;
}

static bool valid_pattern(const struct dtrace_probe_desc *pattern)
{
	return terminated(pattern->provider, sizeof(pattern->provider)) &&
	       terminated(pattern->module, sizeof(pattern->module)) &&
	       terminated(pattern->function, sizeof(pattern->function)) &&
	       terminated(pattern->name, sizeof(pattern->name));
}

static int list_probes(struct dtrace_state *state, union command *command)
{
	struct dtrace_ioc_probes *probes = &command->probes;
	struct listing listing = {probes, NULL, 0};
	int error;

	if (!valid_pattern(&probes->pattern))
		return -EINVAL;
	if (probes->flags & DTRACE_PROBES_PROVIDE) {
		dtrace_provide(&probes->pattern);
		dtrace_settle();
	}
	probes->next = DTRACE_ID_NONE;
	probes->used = probes->count = 0;
	listing.bounce = host_alloc(BOUNCE);
	if (listing.bounce == NULL)
		return -ENOMEM;
	error = dtrace_match(&probes->pattern, DTRACE_MAX(probes->start, 1u), DTRACE_ID_LAST,
			     list_probe, &listing);
	if (error >= 0)
		error = flush(&listing);
	host_free(listing.bounce);
	/* Not even one fits. */
	if (error == 0 && probes->next != DTRACE_ID_NONE && probes->count == 0)
		error = -ENOSPC;
	return error;
}

static int get_probearg(struct dtrace_state *state, union command *command)
{
	struct dtrace_ioc_probearg *arg = &command->probearg;
	struct dtrace_probe *probe = dtrace_probe_find(arg->id);

	if (probe == NULL)
		return -EINVAL;
	arg->mapping = -1;
	memset(arg->native, 0, sizeof(arg->native));
	memset(arg->translated, 0, sizeof(arg->translated));
	if (probe->provider->ops->argument_type != NULL)
		probe->provider->ops->argument_type(probe->provider->data, probe->id, probe->data,
						    arg);
	return 0;
}

/* --- programs ---------------------------------------------------------- */

static int enable(struct dtrace_state *state, union command *command)
{
	struct dtrace_ioc_enable *request = &command->enable;
	void *image;
	int error;

	request->matched = request->ecbs = 0;
	memset(request->message, 0, sizeof(request->message));
	if (request->size > DTRACE_DOF_MAX || request->size == 0) {
		dtrace_message(request->message, sizeof(request->message),
			       "DOF: %llu bytes are not between 1 and %u",
			       (unsigned long long)request->size, DTRACE_DOF_MAX);
		return -E2BIG;
	}
	image = host_alloc(request->size);
	if (image == NULL)
		return -ENOMEM;
	error = host_copy_in(image, request->dof, request->size);
	if (error == 0)
		error = dtrace_state_enable(state, image, request->size, request);
	host_free(image);
	return error;
}

/* Copy descriptions out if there is room for all; *room becomes how many there are. */
static int give_records(uint64_t to, uint32_t *room, const struct dtrace_record_desc *records,
			uint32_t count)
{
	uint32_t had = *room;

	*room = count;
	if (had < count)
		return -ENOSPC;
	return count != 0 ? host_copy_out(to, records, count * sizeof(*records)) : 0;
}

static int get_eprobe(struct dtrace_state *state, union command *command)
{
	struct dtrace_ioc_eprobe *eprobe = &command->eprobe;
	const struct dtrace_ecb *ecb = dtrace_ecb_find(state, eprobe->epid);
	struct dtrace_record_desc *records;
	uint32_t i, count = 0;
	int error;

	if (ecb == NULL)
		return -EINVAL;
	records = host_alloc(DTRACE_MAX(ecb->clause->record_count, 1u) * sizeof(*records));
	if (records == NULL)
		return -ENOMEM;
	for (i = 0; i < ecb->clause->act_count; i++)
		if (ecb->clause->acts[i].recorded)
			records[count++] = ecb->clause->acts[i].record;
	eprobe->probe = ecb->probe->id;
	eprobe->size = ecb->clause->size;
	dtrace_probe_describe(ecb->probe, &eprobe->desc);
	error = give_records(eprobe->records, &eprobe->count, records, count);
	host_free(records);
	return error;
}

static int get_aggdesc(struct dtrace_state *state, union command *command)
{
	struct dtrace_ioc_aggdesc *desc = &command->aggdesc;
	const struct dtrace_aggregation *aggregation;
	struct dtrace_record_desc *records;
	uint32_t i;
	int error;

	if (desc->id == 0 || desc->id > state->aggregation_count)
		return -EINVAL;
	aggregation = state->aggregations[desc->id - 1];
	records = host_alloc((aggregation->key_count + 1) * sizeof(*records));
	if (records == NULL)
		return -ENOMEM;
	for (i = 0; i < aggregation->key_count; i++)
		records[i] = aggregation->keys[i].record;
	records[i] = aggregation->value;
	desc->variable = aggregation->variable;
	desc->size = aggregation->size;
	desc->epid = aggregation->epid;
	copy_text(desc->name, aggregation->name, sizeof(desc->name));
	error = give_records(desc->records, &desc->count, records, aggregation->key_count + 1);
	host_free(records);
	return error;
}

static int get_format(struct dtrace_state *state, union command *command)
{
	struct dtrace_ioc_format *format = &command->format;
	uint32_t had = format->length;
	const char *text;

	if (format->format == 0 || format->format > state->format_count)
		return -EINVAL;
	text = state->formats[format->format - 1];
	format->length = (uint32_t)strlen(text) + 1;
	if (had < format->length)
		return -ENOSPC;
	return host_copy_out(format->string, text, format->length);
}

/* --- running ----------------------------------------------------------- */

static int go(struct dtrace_state *state, union command *command)
{
	return dtrace_state_go(state, &command->cpu);
}

static int stop(struct dtrace_state *state, union command *command)
{
	return dtrace_state_stop(state, &command->cpu.cpu);
}

static int snap_principal(struct dtrace_state *state, union command *command)
{
	return dtrace_state_snapshot(state, &command->snapshot, false);
}

static int snap_aggregation(struct dtrace_state *state, union command *command)
{
	return dtrace_state_snapshot(state, &command->snapshot, true);
}

static int get_status(struct dtrace_state *state, union command *command)
{
	struct dtrace_ioc_status *status = &command->status;
	unsigned int cpu;

	memset(status, 0, sizeof(*status));
	for (cpu = 0; state->locals != NULL && cpu < dtrace_engine.cpu_count; cpu++) {
		const struct dtrace_local *local = state->locals[cpu];

		if (local == NULL)
			continue;
		status->dynamic_drops += DTRACE_PEEK(local->dynamic_drops);
		status->speculation_drops += DTRACE_PEEK(local->speculation_drops);
		status->speculation_busy += DTRACE_PEEK(local->speculation_busy);
		status->speculation_unavailable += DTRACE_PEEK(local->speculation_unavailable);
		status->errors += DTRACE_PEEK(local->double_errors);
	}
	status->exiting = DTRACE_PEEK(state->exited);
	status->killed = DTRACE_PEEK(state->activity) == DTRACE_KILLED;
	status->filled = DTRACE_PEEK(state->filled);
	return 0;
}

static int report_option(struct dtrace_state *state, union command *command)
{
	if (command->option.option >= DTRACEOPT_MAX)
		return -EINVAL;
	command->option.value = dtrace_option(state, command->option.option);
	return 0;
}

/* --- options as DOF: header, one section header, the options ----------- */

struct options_image {
	struct dof_header header;
	struct dof_section section;
	struct dof_optdesc options[DTRACEOPT_MAX];
};

static void build_options(const struct dtrace_state *state, struct options_image *image)
{
	static const uint8_t ident[DOF_ID_SIZE] = {
		0177,		'D',	       'O',	    'F',	  DOF_MODEL_LP64,
		DOF_ENCODE_LSB, DOF_VERSION_2, DIF_VERSION, DIF_INT_REGS, DIF_TUPLE_REGS};
	uint32_t count = 0, option;

	for (option = 0; option < DTRACEOPT_MAX; option++) {
		uint64_t value = dtrace_option(state, option);

		if (value != DTRACE_OPTION_UNSET)
			image->options[count++] = (struct dof_optdesc){
				.option = option, .strtab = DOF_NO_SECTION, .value = value};
	}
	memcpy(image->header.ident, ident, sizeof(ident));
	image->header.hdrsize = sizeof(struct dof_header);
	image->header.secsize = sizeof(struct dof_section);
	image->header.secnum = 1;
	image->header.secoff = offsetof(struct options_image, section);
	image->section = (struct dof_section){.type = DOF_SECT_OPTDESC,
					      .align = 8,
					      .flags = DOF_SECF_LOAD,
					      .entsize = sizeof(struct dof_optdesc),
					      .offset = offsetof(struct options_image, options),
					      .size = count * sizeof(struct dof_optdesc)};
	image->header.filesz = image->header.loadsz = image->section.offset + image->section.size;
}

static int get_dof(struct dtrace_state *state, union command *command)
{
	struct options_image *image = host_alloc(sizeof(*image));
	uint64_t room = command->dof.size;
	int error = -ENOSPC;

	if (image == NULL)
		return -ENOMEM;
	build_options(state, image);
	command->dof.size = image->header.filesz;
	if (room >= image->header.filesz)
		error = host_copy_out(command->dof.buffer, image, image->header.filesz);
	host_free(image);
	return error;
}

/* --- the table --------------------------------------------------------- */

static const struct {
	uint32_t command;
	uint32_t size;
	int (*handle)(struct dtrace_state *state, union command *command);
} commands[] = {
	{DTRACEIOC_PROVIDER, sizeof(struct dtrace_ioc_provider), get_provider},
	{DTRACEIOC_PROBES, sizeof(struct dtrace_ioc_probes), list_probes},
	{DTRACEIOC_BUFSNAP, sizeof(struct dtrace_ioc_snapshot), snap_principal},
	{DTRACEIOC_ENABLE, sizeof(struct dtrace_ioc_enable), enable},
	{DTRACEIOC_AGGSNAP, sizeof(struct dtrace_ioc_snapshot), snap_aggregation},
	{DTRACEIOC_EPROBE, sizeof(struct dtrace_ioc_eprobe), get_eprobe},
	{DTRACEIOC_PROBEARG, sizeof(struct dtrace_ioc_probearg), get_probearg},
	{DTRACEIOC_CONF, sizeof(struct dtrace_ioc_conf), get_conf},
	{DTRACEIOC_STATUS, sizeof(struct dtrace_ioc_status), get_status},
	{DTRACEIOC_GO, sizeof(struct dtrace_ioc_cpu), go},
	{DTRACEIOC_STOP, sizeof(struct dtrace_ioc_cpu), stop},
	{DTRACEIOC_AGGDESC, sizeof(struct dtrace_ioc_aggdesc), get_aggdesc},
	{DTRACEIOC_FORMAT, sizeof(struct dtrace_ioc_format), get_format},
	{DTRACEIOC_DOFGET, sizeof(struct dtrace_ioc_dof), get_dof},
	{DTRACEIOC_OPTION, sizeof(struct dtrace_ioc_option), report_option},
};

static int run_command(struct dtrace_state *state, size_t row, uint64_t argument)
{
	union command *command = host_alloc(sizeof(*command));
	int error, copied;

	if (command == NULL)
		return -ENOMEM;
	error = host_copy_in(command, argument, commands[row].size);
	if (error == 0) {
		dtrace_lock();
		DTRACE_POKE(state->alive, host_time());
		error = commands[row].handle(state, command);
		dtrace_unlock();
		copied = host_copy_out(argument, command, commands[row].size);
		if (copied != 0)
			error = copied;
	}
	host_free(command);
	return error;
}

int dtrace_control(struct dtrace_state *state, uint32_t command, uint64_t argument)
{
	size_t row;

	for (row = 0; row < DTRACE_COUNT(commands); row++)
		if (commands[row].command == command)
			return run_command(state, row, argument);
	return -ENOTTY;
}
