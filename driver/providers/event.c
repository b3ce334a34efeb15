/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * See event.h. An event is one place of a table that this kernel has, and a probe. Functions are
 * those that fbt knows, so what holds of its probes holds here: sites are made when the probe is
 * enabled, whole batches are armed at once.
 *
 * A compiler may have changed a static function's arguments and says so in its name (`.isra.0`,
 * `.constprop.0`: for a return all is one). The tables name only arguments before the changed ones;
 * the guests' tests look at the values on every kernel.
 *
 * Control lock: everything but the two *_hit(), which run in probe context.
 */
#include <linux/bsearch.h>
#include <linux/slab.h>
#include <linux/sort.h>

#include "../core/host.h"
#include "../linux/proc.h"
#include "../linux/tracepoint.h"
#include "event.h"
#include "fbt.h"
#include "providers.h"

static const struct event_provider *const tables[] = {
	&event_proc, &event_sched,  &event_io,	    &event_ip,	     &event_tcp,
	&event_udp,  &event_vminfo, &event_sysinfo, &event_lockstat,
};

static struct dtrace_provider *registered[ARRAY_SIZE(tables)];

struct event;

struct source {
	struct event *event;
	struct tracepoint_hook hook;
	const struct symbol_function *symbol;
	const struct fbt_function *function;
};

struct event {
	struct list_head all;
	struct list_head changed; /* in changed_events, or empty */
	const struct event_provider *provider;
	const struct event_kind *kind;
	const struct event_place *place;
	struct source sources[EVENT_SOURCES];
	struct site_group group; /* of its functions */
	dtrace_id_t id;
	bool wanted;
	const char *missing; /* why there is no probe; NULL: there is one */
	int refused;	     /* last refusal of a site or tracepoint while it was enabled */
};

static LIST_HEAD(events);
static LIST_HEAD(changed_events);

/* --- firing ------------------------------------------------------------------------ */

static void fire(const struct source *source, const u64 *arg, struct dtrace_firing *firing)
{
	const struct event *event = source->event;
	struct event_hit hit = {
		.place = event->place,
		.from = source - event->sources,
		.arg = arg,
	};

	if (!event->place->fetch || event->place->fetch(&hit, firing))
		dtrace_fire(event->id, firing);
}

static void tracepoint_hit(struct tracepoint_hook *hook, const u64 *arg,
			   struct dtrace_firing *firing)
{
	fire(hook->data, arg, firing);
}

static void function_hit(struct site *site, struct pt_regs *regs)
{
	const u64 entry[] = {regs->di, regs->si, regs->dx, regs->cx, regs->r8, regs->r9};
	const u64 value[] = {regs->ax, 0, 0, 0, 0, 0};
	struct dtrace_firing firing = {
		.regs = regs,
		.pc = regs->ip,
		.caller = *(unsigned long *)regs->sp,
	};

	fire(site_data(site), site_kind(site) == SITE_ENTRY ? entry : value, &firing);
}

/* --- arming ------------------------------------------------------------------------ */

static enum event_source kind_of(const struct source *source)
{
	return source->event->place->at[source - source->event->sources].source;
}

static void request(struct site_request *to, struct source *source, int offset)
{
	to->address = source->symbol->address + offset;
	to->kind = kind_of(source) == EVENT_ENTRY ? SITE_ENTRY : SITE_RETURN;
	to->handler = function_hit;
	to->data = source;
}

static const struct fbt_module *kernel(void)
{
	return list_first_entry(&fbt_modules, struct fbt_module, all);
}

static unsigned int request_source(struct source *source, struct site_request *to)
{
	const struct fbt_function *function = source->function;
	unsigned int i;

	if (!function)
		return 0;
	if (kind_of(source) == EVENT_ENTRY) {
		if (to)
			request(to, source, function->entry);
		return 1;
	}
	for (i = 0; to && i < function->returns; i++)
		request(&to[i], source, kernel()->ways_out[function->first_way_out + i]);
	return function->returns;
}

static unsigned int event_requests(struct site_group *group, struct site_request *to)
{
	struct event *event = container_of(group, struct event, group);
	unsigned int i, count = 0;

	for (i = 0; i < EVENT_SOURCES; i++)
		count += request_source(&event->sources[i], to ? to + count : NULL);
	return count;
}

static void event_refused(struct site_group *group, unsigned long address, int reason)
{
	struct event *event = container_of(group, struct event, group);

	event->refused = reason;
	host_log("%s:::%s misses what passes %ps: %s", event->provider->name, event->kind->name,
		 (void *)address, site_reason(reason));
}

static struct site_batch batch = {
	.changed = LIST_HEAD_INIT(batch.changed),
	.requests = event_requests,
	.refused = event_refused,
};

static void want(struct event *event, bool wanted)
{
	event->wanted = wanted;
	if (list_empty(&event->changed))
		list_add_tail(&event->changed, &changed_events);
	site_group_want(&batch, &event->group, wanted);
}

static int event_enable(void *data, dtrace_id_t id, void *probe_data)
{
	struct event *event = probe_data;

	event->refused = 0;
	want(event, true);
	return 0;
}

static void event_disable(void *data, dtrace_id_t id, void *probe_data)
{
	want(probe_data, false);
}

static void arm(struct event *event, struct tracepoint_hook *hook)
{
	int error = tracepoint_arm(hook);

	if (!error)
		return;
	event->refused = error;
	host_log("%s:::%s misses the tracepoint %s: error %d", event->provider->name,
		 event->kind->name, hook->tracepoint->name, error);
}

/* Returns whether something was disarmed. */
static bool set_tracepoints(struct event *event)
{
	bool disarmed = false;
	unsigned int i;

	for (i = 0; i < EVENT_SOURCES; i++) {
		struct tracepoint_hook *hook = &event->sources[i].hook;

		if (!hook->tracepoint)
			continue;
		if (event->wanted) {
			arm(event, hook);
		} else if (hook->armed) {
			tracepoint_disarm(hook);
			disarmed = true;
		}
	}
	return disarmed;
}

/* What shares an address is told in the order its sites are made: let that be the tables'. */
static void put_in_order(void)
{
	struct event *event;

	list_for_each_entry(event, &events, all)
		if (!list_empty(&event->group.changed))
			list_move_tail(&event->group.changed, &batch.changed);
}

static int event_commit(void *data)
{
	struct event *event, *next;
	bool disarmed = false;

	list_for_each_entry_safe(event, next, &changed_events, changed) {
		list_del_init(&event->changed);
		disarmed |= set_tracepoints(event);
	}
	if (disarmed)
		tracepoint_settle();
	put_in_order();
	return site_batch_commit(&batch);
}

static void event_argument_type(void *data, dtrace_id_t id, void *probe_data,
				struct dtrace_ioc_probearg *arg)
{
	const struct event *event = probe_data;
	const struct event_argument *argument = event->kind->arguments;
	unsigned int i;

	for (i = 0; argument && argument->native && i < arg->index; i++)
		argument++;
	if (!argument || !argument->native)
		return;
	arg->mapping = argument->value ?: arg->index;
	strscpy(arg->native, argument->native, sizeof(arg->native));
	if (argument->translated)
		strscpy(arg->translated, argument->translated, sizeof(arg->translated));
}

/* It is in no batch any more: a provider is unregistered only when nothing is enabled. */
static void event_destroy(void *data, dtrace_id_t id, void *probe_data)
{
	struct event *event = probe_data;

	event->id = DTRACE_ID_NONE;
}

static const struct dtrace_provider_ops event_ops = {
	.enable = event_enable,
	.disable = event_disable,
	.commit = event_commit,
	.argument_type = event_argument_type,
	.destroy = event_destroy,
};

/* --- finding places -------------------------------------------------------------------- */

/*
 * The functions that tables name, by name: looked for once, in one pass over the kernel's. Index of
 * the function or FBT_NONE.
 */
struct named {
	const char *name;
	unsigned int entry, returns; /* which may be probed at its entry, its returns */
};

static struct named *names;
static size_t name_count;

static int compare_names(const void *a, const void *b)
{
	const struct named *first = a, *second = b;

	return strcmp(first->name, second->name);
}

/* Up to its first dot. */
static int compare_symbol(const void *symbol, const void *element)
{
	const struct named *named = element;
	const size_t length = strcspn(symbol, ".");
	const int order = strncmp(symbol, named->name, length);

	return order ?: -(int)(unsigned char)named->name[length];
}

static void each_name(void (*visit)(const char *name))
{
	const struct event_kind *kind;
	const struct event_place *place;
	unsigned int i, j;

	for (i = 0; i < ARRAY_SIZE(tables); i++)
		for (kind = tables[i]->kinds; kind->name; kind++)
			for (place = kind->places; place->at[0].source; place++)
				for (j = 0; j < EVENT_SOURCES; j++)
					if (place->at[j].source > EVENT_TRACEPOINT)
						visit(place->at[j].name);
}

static void count_name(const char *name)
{
	name_count++;
}

static void keep_name(const char *name)
{
	names[name_count++] = (struct named){name, FBT_NONE, FBT_NONE};
}

/* `name.isra.0` is the same function with arguments it does not use taken away. */
static void note_function(struct named *named, const char *rest, unsigned int index)
{
	const bool whole = *rest == '\0' || strncmp(rest, ".isra.", 6) == 0;

	if (strstr(rest, ".cold"))
		return;
	if (whole && named->entry == FBT_NONE)
		named->entry = named->returns = index;
	if (strncmp(rest, ".constprop.", 11) == 0 && named->returns == FBT_NONE)
		named->returns = index;
}

static struct named *find_name(const char *symbol)
{
	return bsearch(symbol, names, name_count, sizeof(*names), compare_symbol);
}

static void sort_names(void)
{
	size_t i, kept = 0;

	sort(names, name_count, sizeof(*names), compare_names, NULL);
	for (i = 0; i < name_count; i++)
		if (kept == 0 || compare_names(&names[kept - 1], &names[i]) != 0)
			names[kept++] = names[i];
	name_count = kept;
}

static int find_names(void)
{
	const struct symbol_table *table = kernel()->table;
	size_t i;

	each_name(count_name);
	names = kvmalloc_array(name_count, sizeof(*names), GFP_KERNEL);
	name_count = 0;
	if (!names)
		return -ENOMEM;
	each_name(keep_name);
	sort_names();
	for (i = 0; i < table->count; i++) {
		const char *symbol = symbol_name(table, &table->functions[i]);
		struct named *named = find_name(symbol);

		if (named)
			note_function(named, symbol + strcspn(symbol, "."), i);
	}
	return 0;
}

static void forget_names(void)
{
	kvfree(names);
	names = NULL;
	name_count = 0;
}

static void find_function(struct source *source, const char *name)
{
	const struct named *named = find_name(name);
	unsigned int index = kind_of(source) == EVENT_ENTRY ? named->entry : named->returns;

	if (index == FBT_NONE)
		return;
	source->symbol = &kernel()->table->functions[index];
	source->function = &kernel()->functions[index];
}

static const char *check_function(const struct source *source)
{
	const struct fbt_function *function = source->function;

	if (!function)
		return "the kernel has no such function";
	if (function->reason != SCAN_OK)
		return scan_reason(function->reason);
	if (kind_of(source) == EVENT_ENTRY)
		return function->entry_reason == SCAN_OK ? NULL
							 : scan_reason(function->entry_reason);
	return function->returns ? NULL : scan_reason(function->return_reason);
}

/* NULL, or why there is no such place. */
static const char *find_source(struct event *event, unsigned int i)
{
	struct source *source = &event->sources[i];
	const char *name = event->place->at[i].name;

	source->event = event;
	switch (event->place->at[i].source) {
	case EVENT_NOWHERE:
		return NULL;
	case EVENT_TRACEPOINT:
		source->hook.tracepoint = tracepoint_find(name);
		source->hook.handler = tracepoint_hit;
		source->hook.data = source;
		return source->hook.tracepoint ? NULL : "the kernel has no such tracepoint";
	default:
		find_function(source, name);
		return check_function(source);
	}
}

/* The same of a whole place. */
static const char *find_sources(struct event *event)
{
	const char *lacks = NULL, *reason;
	bool found = false;
	unsigned int i;

	for (i = 0; i < EVENT_SOURCES; i++) {
		reason = find_source(event, i);
		if (reason && !event->place->at[i].optional)
			return reason;
		found |= !reason && event->place->at[i].optional;
		if (reason) {
			event->sources[i].function = NULL;
			lacks = lacks ?: reason;
		}
	}
	return found ? NULL : lacks;
}

static struct event *make_event(const struct event_provider *table, const struct event_kind *kind,
				const struct event_place *place)
{
	struct event *event = kzalloc(sizeof(*event), GFP_KERNEL);

	if (!event)
		return NULL;
	event->provider = table;
	event->kind = kind;
	event->place = place;
	site_group_init(&event->group);
	INIT_LIST_HEAD(&event->changed);
	event->missing = find_sources(event);
	list_add_tail(&event->all, &events);
	return event;
}

static int add_kind(struct dtrace_provider *provider, const struct event_provider *table,
		    const struct event_kind *kind)
{
	const struct event_place *place;
	bool found = false;

	for (place = kind->places; place->at[0].source; place++) {
		struct event *event;

		if (place->otherwise && found)
			continue;
		event = make_event(table, kind, place);
		if (!event)
			return -ENOMEM;
		if (event->missing)
			continue;
		found = true;
		event->id = dtrace_probe_create(provider, "vmlinux", place->at[0].name, kind->name,
						event);
		if (event->id == DTRACE_ID_NONE)
			return -ENOMEM;
	}
	return 0;
}

/* --- /proc/dtrace/events --------------------------------------------------------------- */

static const char *const source_names[] = {"", "tracepoint", "entry of", "return of"};

static void show_event(struct seq_file *seq, const struct event *event)
{
	unsigned int i;

	seq_printf(seq, "%s:::%s", event->provider->name, event->kind->name);
	for (i = 0; i < EVENT_SOURCES && event->place->at[i].source; i++)
		seq_printf(seq, "%s %s %s", i ? "," : "", source_names[event->place->at[i].source],
			   event->place->at[i].name);
	if (event->missing)
		seq_printf(seq, " - %s", event->missing);
	else if (event->refused)
		seq_printf(seq, " ! refused: %s", site_reason(event->refused));
	seq_putc(seq, '\n');
}

static int show_events(struct seq_file *seq, void *unused)
{
	const struct event *event;

	dtrace_provider_lock();
	list_for_each_entry(event, &events, all)
		show_event(seq, event);
	dtrace_provider_unlock();
	return 0;
}

/* --- start and stop ---------------------------------------------------------------------- */

static const struct dtrace_provider_attributes attributes = {
	.provider = {DTRACE_STABILITY_EVOLVING, DTRACE_STABILITY_EVOLVING, DTRACE_CLASS_ISA},
	.module = {DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_UNKNOWN},
	.function = {DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_UNKNOWN},
	.name = {DTRACE_STABILITY_EVOLVING, DTRACE_STABILITY_EVOLVING, DTRACE_CLASS_ISA},
	.args = {DTRACE_STABILITY_EVOLVING, DTRACE_STABILITY_EVOLVING, DTRACE_CLASS_ISA},
};

static int add_provider(unsigned int i)
{
	const struct event_kind *kind;
	int error = dtrace_provider_register(tables[i]->name, &attributes, &event_ops, NULL,
					     &registered[i]);

	if (error)
		return error;
	if (tables[i]->start)
		tables[i]->start();
	dtrace_provider_lock();
	for (kind = tables[i]->kinds; kind->name && !error; kind++)
		error = add_kind(registered[i], tables[i], kind);
	dtrace_provider_unlock();
	return error;
}

static int unregister_all(void)
{
	struct event *event, *next;
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(tables); i++) {
		int error = registered[i] ? dtrace_provider_unregister(registered[i]) : 0;

		if (error)
			return error;
		registered[i] = NULL;
	}
	list_for_each_entry_safe(event, next, &events, all) {
		list_del(&event->all);
		kfree(event);
	}
	return 0;
}

int event_providers_start(void)
{
	int error = find_names();
	unsigned int i;

	for (i = 0; i < ARRAY_SIZE(tables) && !error; i++)
		error = add_provider(i);
	forget_names();
	if (!error)
		error = proc_file_add("events", show_events);
	if (error)
		unregister_all();
	return error;
}

int event_providers_stop(void)
{
	proc_file_remove("events");
	return unregister_all();
}
