/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The commands of <dtrace/ioctl.h>: a table row each. A command's structure is copied in, handled
 * and copied out again whatever the result, because needed sizes and messages travel in it.
 *
 * The caller's memory is never touched with the control lock held: it may lie on a file system
 * that does not answer, and then only this caller may hang, not every other consumer. So a handler
 * leaves what goes into the caller's buffers as a reply, which is copied when the lock is free
 * again.
 */
#include "run.h"

/* A listing that is longer goes on in the next call. */
#define LISTING_MAX (256u << 10)

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

/* What is to be copied to the caller besides the command; `data` is freed then. */
struct reply {
	void *data;
	uint64_t to;
	size_t size;
};

/* The control lock, for a consumer that has just shown that it lives. */
static void begin_control(struct dtrace_state *state)
{
	dtrace_lock();
	DTRACE_POKE(state->alive, host_time());
}

static void copy_text(char *to, const char *text, size_t size)
{
	size_t length = DTRACE_MIN(strlen(text), size - 1);

	memcpy(to, text, length);
	memset(to + length, 0, size - length);
}

static int get_conf(struct dtrace_state *state, union command *command, struct reply *reply)
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

static int get_provider(struct dtrace_state *state, union command *command, struct reply *reply)
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

struct listing {
	struct dtrace_ioc_probes *probes;
	uint8_t *to;
	size_t room;
};

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

/* Returns 1 when there is no more room: the listing goes on with this probe. */
static int list_probe(struct dtrace_probe *probe, void *argument)
{
	struct listing *listing = argument;
	struct dtrace_ioc_probes *probes = listing->probes;
	size_t length = packed_length(probe);

	if (!(probes->flags & DTRACE_PROBES_COUNT)) {
		if (length > listing->room - probes->used) {
			probes->next = probe->id;
			return 1;
		}
		pack(listing->to + probes->used, probe, length);
		probes->used += length;
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

static int list_probes(struct dtrace_state *state, union command *command, struct reply *reply)
{
	struct dtrace_ioc_probes *probes = &command->probes;
	struct listing listing = {probes, NULL, DTRACE_MIN(probes->size, (uint64_t)LISTING_MAX)};

	if (!valid_pattern(&probes->pattern))
		return -EINVAL;
	if (probes->flags & DTRACE_PROBES_PROVIDE) {
		dtrace_provide(&probes->pattern);
		dtrace_settle();
	}
	probes->next = DTRACE_ID_NONE;
	probes->used = probes->count = 0;
	if (!(probes->flags & DTRACE_PROBES_COUNT)) {
		listing.to = reply->data = host_alloc(DTRACE_MAX(listing.room, (size_t)1));
		if (listing.to == NULL)
			return -ENOMEM;
	}
	dtrace_match(&probes->pattern, DTRACE_MAX(probes->start, 1u), DTRACE_ID_LAST, list_probe,
		     &listing);
	reply->to = probes->buffer;
	reply->size = probes->used;
	/* Not even one fits. */
	return probes->next != DTRACE_ID_NONE && probes->count == 0 ? -ENOSPC : 0;
}

static int get_probearg(struct dtrace_state *state, union command *command, struct reply *reply)
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

static int enable_image(struct dtrace_state *state, struct dtrace_ioc_enable *request, void *image)
{
	int error = host_copy_in(image, request->dof, request->size);

	if (error != 0)
		return error;
	begin_control(state);
	error = dtrace_state_enable(state, image, request->size, request);
	dtrace_unlock();
	return error;
}

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
	error = enable_image(state, request, image);
	host_free(image);
	return error;
}

/* Give the descriptions if there is room for all; *room becomes how many there are. Owns `records`.
 */
static int give_records(struct reply *reply, uint64_t to, uint32_t *room,
			struct dtrace_record_desc *records, uint32_t count)
{
	uint32_t had = *room;

	*room = count;
	reply->data = records;
	if (had < count)
		return -ENOSPC;
	reply->to = to;
	reply->size = count * sizeof(*records);
	return 0;
}

static int get_eprobe(struct dtrace_state *state, union command *command, struct reply *reply)
{
	struct dtrace_ioc_eprobe *eprobe = &command->eprobe;
	const struct dtrace_ecb *ecb = dtrace_ecb_find(state, eprobe->epid);
	struct dtrace_record_desc *records;
	uint32_t i, count = 0;

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
	return give_records(reply, eprobe->records, &eprobe->count, records, count);
}

static int get_aggdesc(struct dtrace_state *state, union command *command, struct reply *reply)
{
	struct dtrace_ioc_aggdesc *desc = &command->aggdesc;
	const struct dtrace_aggregation *aggregation;
	struct dtrace_record_desc *records;
	uint32_t i;

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
	return give_records(reply, desc->records, &desc->count, records,
			    aggregation->key_count + 1);
}

static int get_format(struct dtrace_state *state, union command *command, struct reply *reply)
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
	reply->data = host_alloc(format->length);
	if (reply->data == NULL)
		return -ENOMEM;
	memcpy(reply->data, text, format->length);
	reply->to = format->string;
	reply->size = format->length;
	return 0;
}

/* --- running ----------------------------------------------------------- */

static int go(struct dtrace_state *state, union command *command, struct reply *reply)
{
	return dtrace_state_go(state, &command->cpu);
}

static int stop(struct dtrace_state *state, union command *command, struct reply *reply)
{
	return dtrace_state_stop(state, &command->cpu.cpu);
}

/*
 * What was snapped belongs to the reader until the next snapshot, so it is copied from where it
 * lies: the consumer's own lock keeps a second reader away.
 */
static int snap(struct dtrace_state *state, struct dtrace_ioc_snapshot *snapshot, bool aggregation)
{
	const void *from = NULL;
	int error;

	host_mutex_lock(state->reading);
	begin_control(state);
	error = dtrace_state_snapshot(state, snapshot, aggregation, &from);
	dtrace_unlock();
	if (error == 0) { /* and so the buffer was switched */
		if (snapshot->size != 0)
			error = host_copy_out(snapshot->buffer, from, snapshot->size);
		if (aggregation)
			dtrace_state_snapped(state, snapshot->cpu);
	}
	host_mutex_unlock(state->reading);
	return error;
}

static int snap_principal(struct dtrace_state *state, union command *command)
{
	return snap(state, &command->snapshot, false);
}

static int snap_aggregation(struct dtrace_state *state, union command *command)
{
	return snap(state, &command->snapshot, true);
}

static int get_status(struct dtrace_state *state, union command *command, struct reply *reply)
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
		status->string_overflows += DTRACE_PEEK(local->string_overflows);
	}
	status->exiting = DTRACE_PEEK(state->exited);
	status->killed = DTRACE_PEEK(state->activity) == DTRACE_KILLED;
	status->filled = DTRACE_PEEK(state->filled);
	return 0;
}

static int report_option(struct dtrace_state *state, union command *command, struct reply *reply)
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

static int get_dof(struct dtrace_state *state, union command *command, struct reply *reply)
{
	struct options_image *image = host_alloc(sizeof(*image));
	uint64_t room = command->dof.size;

	if (image == NULL)
		return -ENOMEM;
	build_options(state, image);
	reply->data = image;
	command->dof.size = image->header.filesz;
	if (room < image->header.filesz)
		return -ENOSPC;
	reply->to = command->dof.buffer;
	reply->size = image->header.filesz;
	return 0;
}

/* --- the table --------------------------------------------------------- */

/* `handle` is called with the control lock held; `run` without, it takes the lock itself. */
static const struct {
	uint32_t command;
	uint32_t size;
	int (*handle)(struct dtrace_state *state, union command *command, struct reply *reply);
	int (*run)(struct dtrace_state *state, union command *command);
} commands[] = {
	{DTRACEIOC_PROVIDER, sizeof(struct dtrace_ioc_provider), get_provider, NULL},
	{DTRACEIOC_PROBES, sizeof(struct dtrace_ioc_probes), list_probes, NULL},
	{DTRACEIOC_BUFSNAP, sizeof(struct dtrace_ioc_snapshot), NULL, snap_principal},
	{DTRACEIOC_ENABLE, sizeof(struct dtrace_ioc_enable), NULL, enable},
	{DTRACEIOC_AGGSNAP, sizeof(struct dtrace_ioc_snapshot), NULL, snap_aggregation},
	{DTRACEIOC_EPROBE, sizeof(struct dtrace_ioc_eprobe), get_eprobe, NULL},
	{DTRACEIOC_PROBEARG, sizeof(struct dtrace_ioc_probearg), get_probearg, NULL},
	{DTRACEIOC_CONF, sizeof(struct dtrace_ioc_conf), get_conf, NULL},
	{DTRACEIOC_STATUS, sizeof(struct dtrace_ioc_status), get_status, NULL},
	{DTRACEIOC_GO, sizeof(struct dtrace_ioc_cpu), go, NULL},
	{DTRACEIOC_STOP, sizeof(struct dtrace_ioc_cpu), stop, NULL},
	{DTRACEIOC_AGGDESC, sizeof(struct dtrace_ioc_aggdesc), get_aggdesc, NULL},
	{DTRACEIOC_FORMAT, sizeof(struct dtrace_ioc_format), get_format, NULL},
	{DTRACEIOC_DOFGET, sizeof(struct dtrace_ioc_dof), get_dof, NULL},
	{DTRACEIOC_OPTION, sizeof(struct dtrace_ioc_option), report_option, NULL},
};

static int handle(struct dtrace_state *state, size_t row, union command *command)
{
	struct reply reply = {NULL, 0, 0};
	int error;

	begin_control(state);
	error = commands[row].handle(state, command, &reply);
	dtrace_unlock();
	if (error == 0 && reply.size != 0)
		error = host_copy_out(reply.to, reply.data, reply.size);
	host_free(reply.data);
	return error;
}

static int run_command(struct dtrace_state *state, size_t row, uint64_t argument)
{
	union command *command = host_alloc(sizeof(*command));
	int error, copied;

	if (command == NULL)
		return -ENOMEM;
	error = host_copy_in(command, argument, commands[row].size);
	if (error == 0) {
		error = commands[row].run != NULL ? commands[row].run(state, command)
						  : handle(state, row, command);
		copied = host_copy_out(argument, command, commands[row].size);
		if (copied != 0)
			error = copied;
	}
	host_free(command);
	return error;
}

int dtrace_control(struct dtrace_state *state, uint32_t command, uint64_t argument)
{
	struct dtrace_state *claimed = DTRACE_LOAD(state->claimed);
	size_t row;

	if (claimed != NULL)
		state = claimed;
	for (row = 0; row < DTRACE_COUNT(commands); row++)
		if (commands[row].command == command)
			return run_command(state, row, argument);
	return -ENOTTY;
}
