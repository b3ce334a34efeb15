/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * sdt: the probes that kernel programmers put into their code, which Linux calls tracepoints.
 *
 *	sdt:MODULE:SYSTEM:NAME		sdt:vmlinux:sched:sched-switch
 *	rawtp:MODULE:SYSTEM:NAME	rawtp:vmlinux:sched:sched_switch
 *
 * All of the kernel and its modules, those without an event in tracefs too (these have no
 * SYSTEM). Arguments are those of the tracepoint's function; the consumer knows their types from
 * BTF (btf_trace_NAME). rawtp is the same without types and under the kernel's own name. How many
 * arguments there are is not known here: arg0 to arg9 are passed on, the last may mean nothing.
 *
 * Control lock: everything but sdt_hit(), which runs in probe context. Modules come and go by the
 * notifier of the kernel's tracepoints, which takes the control lock under a mutex of its own
 * that arming does not need.
 */
#include <linux/bsearch.h>
#include <linux/module.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/sort.h>
#include <linux/trace_events.h>

#include "../core/host.h"
#include "../core/provider.h"
#include "../linux/symbols.h"
#include "../linux/tracepoint.h"
#include "providers.h"

enum form {
	TYPED,
	RAW,
	FORMS
};

static const char *const provider_names[FORMS] = {"sdt", "rawtp"};
static struct dtrace_provider *providers[FORMS];

struct sdt_module;

struct sdt_probe {
	struct sdt_module *module;
	struct list_head changed; /* in changed_probes, or empty */
	struct tracepoint_hook hook;
	dtrace_id_t id;
	bool wanted;
};

struct sdt_point {
	struct tracepoint *tracepoint;
	char system[DTRACE_NAME_LEN];
	struct sdt_probe probes[FORMS];
};

struct sdt_module {
	struct list_head all;
	struct module *module; /* NULL: the kernel */
	size_t probes;	       /* how many the engine has */
	bool gone;	       /* freed with its last probe */
	size_t count;
	struct sdt_point points[]; /* by address of the tracepoint */
};

static LIST_HEAD(modules);
static LIST_HEAD(changed_probes);

/* --- firing, arming --------------------------------------------------------------- */

static void sdt_hit(struct tracepoint_hook *hook, const u64 *arg, struct dtrace_firing *firing)
{
	const struct sdt_probe *probe = hook->data;

	BUILD_BUG_ON(TRACEPOINT_ARGS > DTRACE_ARGS_MAX);
	memcpy(firing->arg, arg, sizeof(*arg) * TRACEPOINT_ARGS);
	firing->args = TRACEPOINT_ARGS;
	dtrace_fire(probe->id, firing);
}

static void want(struct sdt_probe *probe, bool wanted)
{
	probe->wanted = wanted;
	if (list_empty(&probe->changed))
		list_add_tail(&probe->changed, &changed_probes);
}

static int sdt_enable(void *data, dtrace_id_t id, void *probe_data)
{
	want(probe_data, true);
	return 0;
}

static void sdt_disable(void *data, dtrace_id_t id, void *probe_data)
{
	struct sdt_probe *probe = probe_data;

	if (!probe->module->gone)
		want(probe, false);
}

static void arm(struct sdt_probe *probe)
{
	int error = tracepoint_arm(&probe->hook);

	if (error)
		host_log("sdt misses the tracepoint %s: error %d", probe->hook.tracepoint->name,
			 error);
}

static int sdt_commit(void *data)
{
	struct sdt_probe *probe, *next;
	bool disarmed = false;

	list_for_each_entry_safe(probe, next, &changed_probes, changed) {
		list_del_init(&probe->changed);
		if (probe->wanted) {
			arm(probe);
		} else if (probe->hook.armed) {
			tracepoint_disarm(&probe->hook);
			disarmed = true;
		}
		cond_resched();
	}
	if (disarmed)
		tracepoint_settle();
	return 0;
}

static void release_module(struct sdt_module *module)
{
	if (--module->probes == 0 && module->gone)
		kvfree(module);
}

/* Possibly long after dtrace_probe_destroy(): when nothing can fire any more. */
static void sdt_destroy(void *data, dtrace_id_t id, void *probe_data)
{
	struct sdt_probe *probe = probe_data;

	probe->id = DTRACE_ID_NONE;
	release_module(probe->module);
}

static const struct dtrace_provider_ops sdt_ops = {
	.enable = sdt_enable,
	.disable = sdt_disable,
	.commit = sdt_commit,
	.destroy = sdt_destroy,
};

/* --- the tracepoints of a module ------------------------------------------------------ */

/* Twice: to count, then to fill. */
struct collection {
	struct sdt_module *module;
	size_t count;
};

static void collect(struct tracepoint *tracepoint, void *data)
{
	struct collection *collection = data;

	if (collection->module && collection->count < collection->module->count)
		collection->module->points[collection->count].tracepoint = tracepoint;
	collection->count++;
}

static void each_tracepoint(struct module *module, struct collection *collection)
{
	unsigned int i;

	collection->count = 0;
	if (!module) {
		for_each_kernel_tracepoint(collect, collection);
		return;
	}
	for (i = 0; i < module->num_tracepoints; i++)
		collect(tracepoint_ptr_deref(&module->tracepoints_ptrs[i]), collection);
}

static int compare_points(const void *a, const void *b)
{
	const struct sdt_point *first = a, *second = b;

	if (first->tracepoint == second->tracepoint)
		return 0;
	return first->tracepoint < second->tracepoint ? -1 : 1;
}

static struct sdt_module *make_module(struct module *from)
{
	struct collection collection = {};
	struct sdt_module *module;

	each_tracepoint(from, &collection);
	module = kvzalloc(struct_size(module, points, collection.count), GFP_KERNEL);
	if (!module)
		return NULL;
	module->module = from;
	module->count = collection.count;
	collection.module = module;
	each_tracepoint(from, &collection);
	sort(module->points, module->count, sizeof(*module->points), compare_points, NULL);
	return module;
}

static void name_system(struct sdt_module *module, const struct trace_event_call *call)
{
	const struct sdt_point key = {.tracepoint = call->tp};
	struct sdt_point *point;

	if (!(call->flags & TRACE_EVENT_FL_TRACEPOINT) || !call->class->system)
		return;
	point = bsearch(&key, module->points, module->count, sizeof(key), compare_points);
	if (point)
		strscpy(point->system, call->class->system, sizeof(point->system));
}

/* The kernel's list of all events, under its lock. */
static void name_systems(struct sdt_module *module)
{
	struct list_head *list = (struct list_head *)symbol_lookup("ftrace_events");
	struct mutex *lock = (struct mutex *)symbol_lookup("event_mutex");
	struct trace_event_call *call;

	if (!list || !lock)
		return;
	mutex_lock(lock);
	list_for_each_entry(call, list, list)
		name_system(module, call);
	mutex_unlock(lock);
}

static bool name_probe(char *to, const char *from, enum form form)
{
	if (strscpy(to, from, DTRACE_NAME_LEN) < 0)
		return false;
	if (form == TYPED)
		strreplace(to, '_', '-');
	return true;
}

static void make_probe(struct sdt_module *module, struct sdt_point *point, enum form form)
{
	struct sdt_probe *probe = &point->probes[form];
	char name[DTRACE_NAME_LEN];

	probe->module = module;
	probe->hook.tracepoint = point->tracepoint;
	probe->hook.handler = sdt_hit;
	probe->hook.data = probe;
	INIT_LIST_HEAD(&probe->changed);
	if (!name_probe(name, point->tracepoint->name, form))
		return;
	probe->id = dtrace_probe_create(providers[form],
					module->module ? module->module->name : "vmlinux",
					point->system, name, probe);
	if (probe->id != DTRACE_ID_NONE)
		module->probes++;
}

static int add_module(struct module *from)
{
	struct sdt_module *module = make_module(from);
	size_t i;

	if (!module)
		return -ENOMEM;
	name_systems(module);
	list_add_tail(&module->all, &modules);
	for (i = 0; i < module->count; i++) {
		make_probe(module, &module->points[i], TYPED);
		make_probe(module, &module->points[i], RAW);
	}
	return 0;
}

/* --- modules that come and go ----------------------------------------------------------- */

static void let_go(struct sdt_probe *probe)
{
	tracepoint_disarm(&probe->hook);
	list_del_init(&probe->changed);
}

static void destroy_probe(struct sdt_probe *probe, enum form form)
{
	if (probe->id != DTRACE_ID_NONE)
		dtrace_probe_destroy(providers[form], probe->id);
}

/* Its tracepoints are free of us on return. */
static void remove_module(struct sdt_module *module)
{
	size_t i;

	list_del(&module->all);
	module->gone = true;
	module->probes++;
	for (i = 0; i < module->count; i++) {
		let_go(&module->points[i].probes[TYPED]);
		let_go(&module->points[i].probes[RAW]);
	}
	tracepoint_settle();
	for (i = 0; i < module->count; i++) {
		destroy_probe(&module->points[i].probes[TYPED], TYPED);
		destroy_probe(&module->points[i].probes[RAW], RAW);
	}
	release_module(module);
}

static struct sdt_module *find_module_of(const struct module *from)
{
	struct sdt_module *module;

	list_for_each_entry(module, &modules, all) {
		if (module->module == from)
			return module;
	}
	return NULL;
}

static int module_changes(struct notifier_block *block, unsigned long state, void *data)
{
	struct module *from = ((struct tp_module *)data)->mod;
	struct sdt_module *module;

	dtrace_provider_lock();
	module = find_module_of(from);
	if (state == MODULE_STATE_COMING && !module && add_module(from))
		host_log("no memory for the sdt probes of module %s", from->name);
	if (state == MODULE_STATE_GOING && module)
		remove_module(module);
	dtrace_provider_unlock();
	return NOTIFY_OK;
}

/* Registering tells of those that are there already. */
static struct notifier_block notifier = {.notifier_call = module_changes};

/* --- start and stop ------------------------------------------------------------------------ */

static const struct dtrace_provider_attributes attributes = {
	.provider = {DTRACE_STABILITY_EVOLVING, DTRACE_STABILITY_EVOLVING, DTRACE_CLASS_COMMON},
	.module = {DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_UNKNOWN},
	.function = {DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_UNKNOWN},
	.name = {DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_ISA},
	.args = {DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_ISA},
};

static int unregister_all(void)
{
	struct sdt_module *module, *next;
	enum form form;

	for (form = TYPED; form < FORMS; form++) {
		int error = providers[form] ? dtrace_provider_unregister(providers[form]) : 0;

		if (error)
			return error;
		providers[form] = NULL;
	}
	list_for_each_entry_safe(module, next, &modules, all) {
		list_del(&module->all);
		kvfree(module);
	}
	return 0;
}

int sdt_provider_start(void)
{
	enum form form;
	int error = 0;

	for (form = TYPED; form < FORMS && !error; form++)
		error = dtrace_provider_register(provider_names[form], &attributes, &sdt_ops, NULL,
						 &providers[form]);
	if (!error) {
		dtrace_provider_lock();
		error = add_module(NULL);
		dtrace_provider_unlock();
	}
	if (!error)
		error = register_tracepoint_module_notifier(&notifier);
	if (error)
		unregister_all();
	return error;
}

int sdt_provider_stop(void)
{
	unregister_tracepoint_module_notifier(&notifier);
	return unregister_all();
}
