/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * pid and USDT, in the in-process host: probes at places in the code of targets.
 *
 *	pid123:libc:malloc:entry	arg0 … the arguments as the ABI passes integers
 *	pid123:libc:malloc:return	arg0 = offset of the instruction it leaves by, arg1 = value
 *	pid123:libc:malloc:1f		at that instruction
 *	app123:app:main:query-start	a static probe of .note.stapsdt: arg0 … as its note says
 *
 * Probes are made when a description that can mean them is compiled, before the engine looks for
 * it. The module is the file's name; a description that names it otherwise (libc for libc.so.6, a.out)
 * has been rewritten by the compiler, but for objects nobody knew of then, whose probes bear the name
 * that was asked for. A probe has points, one for each place in an object; where the object is mapped, and
 * somebody wants the probe, the tracer has a hook there. It looks again whenever the dynamic
 * linker says that it has loaded something. An object nobody knew of makes the thread that loaded
 * it wait until its probes have been made (process_user_poll).
 *
 * Probes of pid follow into children: one of vfork hits its parent's, one of fork has its own copies,
 * until it calls exec. A static probe belongs to the process that its provider names. When that one
 * calls exec itself its new program has the probes that the descriptions mean there.
 *
 * Lists and what hangs on them are changed by control context with `lock` held; the tracer holds
 * it while it looks. Nobody holds it and waits for an errand.
 */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "driver/core/helper.h"
#include "process_objects.h"
#include "process_point.h"
#include "process_space.h"
#include "process_tree.h"
#include "process_user.h"

struct provider {
	struct provider *next;
	char name[DTRACE_PROVIDER_LEN];
	struct dtrace_provider *engine;
};

struct pattern {
	struct pattern *next;
	struct dtrace_probe_desc desc;
};

struct target {
	struct target *next;
	pid_t pid;
	bool beginning; /* its libraries are still to be loaded */
	bool looked;	/* for objects */
	bool waiting;	/* new objects: a thread waits */
	struct process_object *objects;
	struct provider *providers;
	struct pattern *patterns;
	struct probe *probes;
	uint64_t linker_hook; /* address in the process, 0: not known */
};

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct target *targets;
static unsigned int wanted; /* enabled probes */
static unsigned int hopes;  /* descriptions that objects still to come may answer */

bool process_user_wanted(void)
{
	return __atomic_load_n(&wanted, __ATOMIC_RELAXED) ||
	       __atomic_load_n(&hopes, __ATOMIC_RELAXED);
}

/* --- hooks where they belong, on the tracer ------------------------------------------------ */

static bool add_to_counter(struct process_space *space, uint64_t at, int by)
{
	uint16_t counter;

	if (!process_space_read(space, at, &counter, sizeof(counter)))
		return false;
	counter += by;
	return process_space_write(space, at, &counter, sizeof(counter));
}

static void raise_semaphore(struct process_space *space, struct point *point, uint64_t bias)
{
	if (add_to_counter(space, point->semaphore + bias, 1))
		point->raised = point->semaphore + bias;
}

static void lower_semaphore(struct process_space *space, struct point *point)
{
	if (add_to_counter(space, point->raised, -1))
		point->raised = 0;
}

static void linker_hit(struct process_thread *thread, const struct process_hook *hook);

static void place(struct process_space *space, struct target *target, struct point *point,
		  const struct dt_maps *maps)
{
	struct process_hook hook = {
		.hit = process_point_hit,
		.argument = point,
		.owner = target,
		.follows = point->kind != DT_SITE_USDT,
	};
	const char *why = "";
	uint64_t bias;
	int error;

	if (!process_object_bias(point->object, maps, &bias))
		return;
	hook.address = point->address + bias;
	error = process_hook_add(space, &hook, &why);
	if (error)
		host_log("no breakpoint at 0x%lx of %s: %s", (unsigned long)point->address,
			 point->object->path, why);
	if (point->semaphore && !point->raised)
		raise_semaphore(space, point, bias);
}

static void place_linker_hook(struct process_space *space, struct target *target,
			      const struct dt_maps *maps)
{
	struct process_hook hook = {
		.hit = linker_hit, .argument = target, .owner = target, .follows = true};
	const char *why;

	for (const struct process_object *entry = target->objects; entry; entry = entry->next) {
		uint64_t address, bias;

		if (strncmp(entry->object->name, "ld-", 3) ||
		    !dt_object_symbol(entry->object, "_dl_debug_state", &address) ||
		    !process_object_bias(entry->object, maps, &bias))
			continue;
		hook.address = address + bias;
		process_hook_add(space, &hook, &why);
	}
}

/* `child`: only what follows. With `lock` held. */
static void place_all(struct target *target, struct process_space *space,
		      const struct dt_maps *maps, bool child)
{
	process_hooks_begin(space, target);
	for (struct probe *probe = target->probes; probe; probe = probe->next) {
		for (struct point *point = probe->points; point; point = point->next) {
			if (child && point->kind == DT_SITE_USDT)
				continue;
			if (probe->wanted)
				place(space, target, point, maps);
			else if (point->raised)
				lower_semaphore(space, point);
		}
	}
	if (target->patterns)
		place_linker_hook(space, target, maps);
	process_hooks_end(space);
}

/* A child of vfork uses what its maker has. */
static bool has_own_space(const struct target *target, const struct process *process)
{
	const struct process *first = process_find(target->pid);

	return process != first && process->space && !(first && process->space == first->space);
}

static void place_in(struct target *target, struct process *process, const struct dt_maps *maps)
{
	place_all(target, process->space, maps, has_own_space(target, process));
}

static void look_and_place(struct target *target, struct process *process)
{
	struct dt_maps maps = {0};

	if (dt_maps_read(&maps, process->pid))
		return;
	place_in(target, process, &maps);
	dt_maps_free(&maps);
}

/* One that has called exec has no space. */
static void place_in_child(struct process *process, void *argument)
{
	struct target *target = argument;

	if (process->root == target->pid && !process->ended && has_own_space(target, process))
		look_and_place(target, process);
}

/* Static probes do not follow, but what their counters were has been copied. */
static void lower_copies(const struct target *target, struct process_space *space)
{
	for (const struct probe *probe = target->probes; probe; probe = probe->next)
		for (const struct point *point = probe->points; point; point = point->next)
			if (point->raised)
				add_to_counter(space, point->raised, -1);
}

void process_user_forked(const struct process *from, struct process *to)
{
	pthread_mutex_lock(&lock);
	for (const struct target *target = targets; target; target = target->next)
		if ((from->pid == target->pid || from->root == target->pid) &&
		    !has_own_space(target, from))
			lower_copies(target, to->space);
	pthread_mutex_unlock(&lock);
}

static void place_errand(void *argument)
{
	struct target *target = argument;
	struct process *process = process_find(target->pid);

	pthread_mutex_lock(&lock);
	if (process && !process->space)
		process->space = process_space_make(process->pid);
	if (process && process->space)
		look_and_place(target, process);
	process_for_each(place_in_child, target);
	pthread_mutex_unlock(&lock);
}

/* The dynamic linker has mapped or unmapped objects. */
static void linker_hit(struct process_thread *thread, const struct process_hook *hook)
{
	struct target *target = (struct target *)hook->argument;
	struct process *process = thread->process;
	struct dt_maps maps = {0};

	pthread_mutex_lock(&lock);
	if (!dt_maps_read(&maps, process->pid)) {
		if (!process_objects_known(target->objects, &maps)) {
			thread->parked = true;
			target->waiting = true;
		} else {
			place_in(target, process, &maps);
		}
		dt_maps_free(&maps);
	}
	pthread_mutex_unlock(&lock);
}

void process_user_exec(struct process_thread *thread)
{
	struct target *target;

	pthread_mutex_lock(&lock);
	for (target = targets; target; target = target->next) {
		if (target->pid != thread->process->pid || !target->patterns)
			continue;
		for (struct probe *probe = target->probes; probe; probe = probe->next)
			for (struct point *point = probe->points; point; point = point->next)
				point->raised = 0;
		target->beginning = true;
		thread->parked = true;
		target->waiting = true;
	}
	pthread_mutex_unlock(&lock);
}

/* --- what the engine asks for ------------------------------------------------------------ */

static int user_enable(void *data, dtrace_id_t id, void *probe_data)
{
	struct probe *probe = probe_data;

	__atomic_store_n(&probe->wanted, true, __ATOMIC_RELAXED);
	__atomic_add_fetch(&wanted, 1, __ATOMIC_RELAXED);
	return 0;
}

static void user_disable(void *data, dtrace_id_t id, void *probe_data)
{
	struct probe *probe = probe_data;

	__atomic_store_n(&probe->wanted, false, __ATOMIC_RELAXED);
	__atomic_sub_fetch(&wanted, 1, __ATOMIC_RELAXED);
}

static int user_commit(void *data)
{
	return process_errand(place_errand, data);
}

static const char *const types[2][9] = {
	{[1] = "uint8_t", [2] = "uint16_t", [4] = "uint32_t", [8] = "uint64_t"},
	{[1] = "int8_t", [2] = "int16_t", [4] = "int32_t", [8] = "int64_t"},
};

static const char *nth(const char *strings, unsigned int index)
{
	while (index--)
		strings += strlen(strings) + 1;
	return strings;
}

/* As the author declared it, see user_probe.c of the driver. */
static void declared_type(const struct dt_declared *declared, struct dtrace_ioc_probearg *arg)
{
	unsigned int native = arg->index;

	if (arg->index < declared->translated_count) {
		native = declared->mapping[arg->index];
		snprintf(arg->translated, sizeof(arg->translated), "%s",
			 nth(declared->translated, arg->index));
	} else if (declared->translated_count || arg->index >= declared->native_count) {
		return;
	}
	arg->mapping = native;
	snprintf(arg->native, sizeof(arg->native), "%s", nth(declared->native, native));
}

static void user_argument_type(void *data, dtrace_id_t id, void *probe_data,
			       struct dtrace_ioc_probearg *arg)
{
	const struct point *point = ((const struct probe *)probe_data)->points;
	const char *type;
	int size;

	if (!point || point->kind != DT_SITE_USDT)
		return;
	if (point->declared) {
		declared_type(point->declared, arg);
		return;
	}
	if (arg->index >= point->argument_count)
		return;
	size = point->arguments[arg->index].size;
	type = abs(size) <= 8 ? types[size < 0][abs(size)] : NULL;
	if (!type)
		return;
	arg->mapping = arg->index;
	snprintf(arg->native, sizeof(arg->native), "%s", type);
}

static const struct dtrace_provider_ops user_ops = {
	.enable = user_enable,
	.disable = user_disable,
	.commit = user_commit,
	.argument = process_point_argument,
	.argument_type = user_argument_type,
};

static const struct dtrace_provider_attributes user_attributes = {
	.provider = {DTRACE_STABILITY_EVOLVING, DTRACE_STABILITY_EVOLVING, DTRACE_CLASS_ISA},
	.module = {DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_UNKNOWN},
	.function = {DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_UNKNOWN},
	.name = {DTRACE_STABILITY_EVOLVING, DTRACE_STABILITY_EVOLVING, DTRACE_CLASS_ISA},
	.args = {DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_UNKNOWN},
};

/* --- making probes ----------------------------------------------------------------------- */

/* `declared` of one of its probes, or NULL. */
static struct provider *provider_of(struct target *target, const char *name,
				    const struct dt_declared *declared)
{
	struct provider *provider = target->providers;
	struct dtrace_provider_attributes attributes;

	while (provider && strcmp(provider->name, name))
		provider = provider->next;
	if (provider)
		return provider;
	provider = calloc(1, sizeof(*provider));
	if (!provider)
		return NULL;
	snprintf(provider->name, sizeof(provider->name), "%s", name);
	attributes = declared ? dtrace_helper_attributes(declared->attributes) : user_attributes;
	if (dtrace_provider_register(name, &attributes, &user_ops, target,
				     &provider->engine)) {
		free(provider);
		return NULL;
	}
	provider->next = target->providers;
	return target->providers = provider;
}

struct making {
	struct target *target;
	const struct process_object *entry;
	const struct dtrace_probe_desc *pattern;
	const char *module;
};

static bool is_glob(const char *text)
{
	return !*text || strpbrk(text, "*?[\\");
}

static struct probe *probe_by_id(struct target *target, dtrace_id_t id)
{
	struct probe *probe = target->probes;

	while (probe && probe->id != id)
		probe = probe->next;
	return probe;
}

/* With the engine's lock held. */
static struct probe *probe_of(struct making *making, struct dtrace_provider *provider,
			      const struct dt_site *site)
{
	struct target *target = making->target;
	const char *function = *site->function ? site->function : "-";
	dtrace_id_t id = dtrace_probe_lookup(provider, making->module, function, site->name);
	struct probe *probe;

	if (id != DTRACE_ID_NONE)
		return probe_by_id(target, id);
	probe = calloc(1, sizeof(*probe));
	if (!probe)
		return NULL;
	probe->id = dtrace_probe_create(provider, making->module, function, site->name, probe);
	if (probe->id == DTRACE_ID_NONE) {
		free(probe);
		return NULL;
	}
	pthread_mutex_lock(&lock);
	probe->next = target->probes;
	target->probes = probe;
	pthread_mutex_unlock(&lock);
	return probe;
}

static bool has_point(const struct probe *probe, const struct dt_site *site)
{
	for (const struct point *point = probe->points; point; point = point->next)
		if (point->object == site->object && point->address == site->address)
			return true;
	return false;
}

static void add_point(struct probe *probe, const struct dt_site *site)
{
	struct point *point = has_point(probe, site) ? NULL : calloc(1, sizeof(*point));

	if (!point)
		return;
	point->probe = probe;
	point->object = site->object;
	point->kind = site->kind;
	point->address = site->address;
	point->function_offset = site->function_offset;
	if (site->semaphore && !dt_object_address(site->object, site->semaphore, &point->semaphore))
		point->semaphore = 0;
	point->plock = site->plock;
	point->declared = site->declared;
	point->argument_count = site->argument_count;
	memcpy(point->arguments, site->arguments, sizeof(point->arguments));
	pthread_mutex_lock(&lock);
	point->next = probe->points;
	probe->points = point;
	pthread_mutex_unlock(&lock);
}

static bool is_meant(const struct making *making, const struct dt_site *site,
		     char name[DTRACE_PROVIDER_LEN + 16])
{
	snprintf(name, DTRACE_PROVIDER_LEN + 16, "%s%d", site->provider, (int)making->target->pid);
	return site->kind != DT_SITE_IS_ENABLED && strlen(name) < DTRACE_PROVIDER_LEN &&
	       dt_user_glob(name, making->pattern->provider);
}

static int register_provider(const struct dt_site *site, void *argument)
{
	struct making *making = argument;
	char name[DTRACE_PROVIDER_LEN + 16];

	if (is_meant(making, site, name))
		provider_of(making->target, name, site->declared);
	return 0;
}

/* Its provider is there already; with the engine's lock held. */
static int make_probe(const struct dt_site *site, void *argument)
{
	struct making *making = argument;
	char name[DTRACE_PROVIDER_LEN + 16];
	struct provider *provider;
	struct probe *probe;

	if (!is_meant(making, site, name))
		return 0;
	provider = provider_of(making->target, name, site->declared);
	probe = provider ? probe_of(making, provider->engine, site) : NULL;
	if (probe)
		add_point(probe, site);
	return 0;
}

static void log_refusal(const struct dt_function *function, const char *why, void *argument)
{
	host_log("%s is not probed: %s", function->name, why);
}

static bool wants_pid(const struct making *making)
{
	static const struct dt_site any = {.provider = "pid"};
	char name[DTRACE_PROVIDER_LEN + 16];

	/* A pattern that only by chance matches "pid123" does not mean all functions there are. */
	return !making->entry->object->is_32bit && !strncmp(making->pattern->provider, "pid", 3) &&
	       is_meant(making, &any, name) && provider_of(making->target, name, NULL);
}

static void make_in_object(struct target *target, const struct process_object *entry,
			   const struct dtrace_probe_desc *pattern)
{
	const struct dt_object *object = entry->object;
	struct making making = {target, entry, pattern, pattern->module};
	bool pid;

	if (!dt_object_matches(object, pattern->module, entry->is_main))
		return;
	if (is_glob(pattern->module))
		making.module = object->name;
	pid = wants_pid(&making);
	dt_sites_usdt(object, "", pattern->function, pattern->name, register_provider, &making);
	dtrace_provider_lock();
	if (pid)
		dt_sites_pid(object, pattern->function, pattern->name, make_probe, log_refusal,
			     &making);
	dt_sites_usdt(object, "", pattern->function, pattern->name, make_probe, &making);
	dtrace_provider_unlock();
}

static void make_in_target(struct target *target, const struct dtrace_probe_desc *pattern)
{
	for (const struct process_object *entry = target->objects; entry; entry = entry->next)
		make_in_object(target, entry, pattern);
}

/* In one of the target's processes. */
static void look_for_objects(struct target *target, pid_t pid)
{
	struct process_object *found = target->objects;

	/* The tracer only follows the list: what is added at its end is whole. */
	pthread_mutex_lock(&lock);
	process_objects_find(&found, pid, target->beginning && pid == target->pid);
	target->objects = found;
	target->looked = true;
	target->beginning &= pid != target->pid;
	pthread_mutex_unlock(&lock);
}

/* Providers of a process end in its number. */
static bool may_mean(const struct dtrace_probe_desc *pattern, pid_t pid)
{
	size_t length = strlen(pattern->provider), digits;
	char number[16];

	digits = snprintf(number, sizeof(number), "%d", (int)pid);
	if (pattern->id || !length)
		return false;
	return is_glob(pattern->provider) ||
	       (length > digits && !strcmp(pattern->provider + length - digits, number));
}

/* For objects still to come. False: it is known. */
static bool remember(struct target *target, const struct dtrace_probe_desc *desc)
{
	struct pattern *pattern;

	for (pattern = target->patterns; pattern; pattern = pattern->next)
		if (!strcmp(pattern->desc.provider, desc->provider) &&
		    !strcmp(pattern->desc.module, desc->module) &&
		    !strcmp(pattern->desc.function, desc->function) &&
		    !strcmp(pattern->desc.name, desc->name))
			return false;
	pattern = calloc(1, sizeof(*pattern));
	if (!pattern)
		return true;
	pattern->desc = *desc;
	pattern->next = target->patterns;
	target->patterns = pattern;
	__atomic_add_fetch(&hopes, 1, __ATOMIC_RELAXED);
	return true;
}

void process_user_provide(const struct dtrace_probe_desc *pattern)
{
	for (struct target *target = targets; target; target = target->next) {
		if (!may_mean(pattern, target->pid))
			continue;
		if (!target->looked)
			look_for_objects(target, target->pid);
		if (remember(target, pattern))
			make_in_target(target, pattern);
	}
}

void process_user_go(pid_t pid)
{
	for (struct target *target = targets; target; target = target->next)
		if (target->pid == pid && target->patterns)
			process_errand(place_errand, target);
}

/* --- new objects ------------------------------------------------------------------------- */

#define WAITERS 32

/* Processes of a target with threads that wait for probes in what they have loaded. */
struct waiters {
	const struct target *target;
	size_t count;
	pid_t pids[WAITERS];
	bool more;
};

static void note_waiter(struct process_thread *thread, void *argument)
{
	struct waiters *waiters = argument;
	pid_t pid = thread->process->pid;

	if (!thread->parked ||
	    (pid != waiters->target->pid && thread->process->root != waiters->target->pid))
		return;
	for (size_t i = 0; i < waiters->count; i++)
		if (waiters->pids[i] == pid)
			return;
	if (waiters->count < WAITERS)
		waiters->pids[waiters->count++] = pid;
	else
		waiters->more = true;
}

static void waiters_errand(void *waiters)
{
	process_for_each_thread(note_waiter, waiters);
}

static void unpark_errand(void *argument)
{
	const struct waiters *waiters = argument;

	for (size_t i = 0; i < waiters->count; i++)
		process_unpark(waiters->pids[i]);
}

static void serve_waiters(struct target *target)
{
	struct waiters waiters = {.target = target};

	process_errand(waiters_errand, &waiters);
	look_for_objects(target, target->pid);
	for (size_t i = 0; i < waiters.count; i++)
		look_for_objects(target, waiters.pids[i]);
	for (struct pattern *pattern = target->patterns; pattern; pattern = pattern->next)
		make_in_target(target, &pattern->desc);
	process_errand(place_errand, target);
	process_errand(unpark_errand, &waiters);
	if (waiters.more)
		__atomic_store_n(&target->waiting, true, __ATOMIC_RELAXED);
}

void process_user_poll(void)
{
	for (struct target *target = targets; target; target = target->next)
		if (__atomic_exchange_n(&target->waiting, false, __ATOMIC_RELAXED))
			serve_waiters(target);
}

/* --- targets ----------------------------------------------------------------------------- */

void process_user_target(pid_t pid, bool command)
{
	struct target *target = calloc(1, sizeof(*target));

	if (!target)
		return;
	target->pid = pid;
	target->beginning = command;
	target->next = targets;
	targets = target;
}

static void release_waiters(const struct target *target)
{
	struct waiters waiters = {.target = target};

	do {
		waiters.count = waiters.more = 0;
		process_errand(waiters_errand, &waiters);
		process_errand(unpark_errand, &waiters);
	} while (waiters.more);
}

static void forget_patterns(struct target *target)
{
	while (target->patterns) {
		struct pattern *pattern = target->patterns;

		target->patterns = pattern->next;
		__atomic_sub_fetch(&hopes, 1, __ATOMIC_RELAXED);
		free(pattern);
	}
}

/* Breakpoints out; probes and lists stay until the engine's end. */
void process_user_release(pid_t pid)
{
	for (struct target *target = targets; target; target = target->next) {
		if (target->pid != pid)
			continue;
		for (struct probe *probe = target->probes; probe; probe = probe->next)
			__atomic_store_n(&probe->wanted, false, __ATOMIC_RELAXED);
		forget_patterns(target);
		process_errand(place_errand, target);
		release_waiters(target);
	}
}

static void free_probes(struct target *target)
{
	while (target->probes) {
		struct probe *probe = target->probes;

		target->probes = probe->next;
		while (probe->points) {
			struct point *point = probe->points;

			probe->points = point->next;
			free(point);
		}
		free(probe);
	}
}

int process_user_start(void)
{
	wanted = 0;
	return 0;
}

int process_user_stop(void)
{
	while (targets) {
		struct target *target = targets;

		targets = target->next;
		while (target->providers) {
			struct provider *provider = target->providers;

			target->providers = provider->next;
			dtrace_provider_unregister(provider->engine);
			free(provider);
		}
		free_probes(target);
		forget_patterns(target); /* a target that was never released, or asked for again after it was */
		process_objects_free(&target->objects);
		free(target);
	}
	return 0;
}
