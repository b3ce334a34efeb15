/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * fbt, function boundary tracing: entry and return of every function of the kernel and its
 * modules that can be probed safely.
 *
 *	fbt:MODULE:FUNCTION:entry	arg0 .. the arguments as the ABI passes them
 *	fbt:MODULE:FUNCTION:return	arg0 = offset of the return, arg1 = value, arg2 = 0
 *
 * The kernel itself is module `vmlinux`. Static functions that share a name share a probe, which
 * stands on all of them; a function with several names has a probe for each.
 *
 * A function that ends in a jump to another one (a tail) returns there, before that one is entered.
 * There is no value yet: arg1 is 0, and arg2 is where it went on to. Returns in the cold part that a
 * compiler has split off are the function's own; their offset may be negative. (doc/FBT.md has how
 * many ways out that leaves without a site, and why.)
 *
 * Functions are scanned when the driver or their module is loaded; sites are made when a probe is
 * enabled. A module that is loaded brings its probes, one that goes takes them away, armed or not;
 * those of its init text, which is freed when it has run, are there from before to behind that.
 *
 * Control lock: everything but the *_hit(), which run in probe context.
 */
#include <linux/module.h>
#include <linux/slab.h>

#include "../core/host.h"
#include "../core/provider.h"
#include "fbt.h"
#include "providers.h"

#define REGISTER_ARGS 6

static struct dtrace_provider *provider;
LIST_HEAD(fbt_modules);

/* --- firing ------------------------------------------------------------------------ */

static unsigned long start_of_function(const struct fbt_probe *probe)
{
	return probe->module->table->functions[probe->function].address;
}

static inline unsigned long caller(const struct pt_regs *regs)
{
	return *(unsigned long *)regs->sp;
}

static inline void fire(const struct fbt_probe *probe, struct dtrace_firing *firing)
{
	dtrace_fire_probe(probe->first->handle, raw_smp_processor_id(), firing);
}

/* The address is the function's, not that of the instruction after the ftrace nop. */
static DTRACE_UNGUARDED void entry_hit(struct site *site, struct pt_regs *regs)
{
	const struct fbt_probe *probe = site_data(site);
	struct dtrace_firing firing DTRACE_UNSET;

	firing.arg[0] = regs->di;
	firing.arg[1] = regs->si;
	firing.arg[2] = regs->dx;
	firing.arg[3] = regs->cx;
	firing.arg[4] = regs->r8;
	firing.arg[5] = regs->r9;
	dtrace_firing_set(&firing, REGISTER_ARGS, regs, start_of_function(probe), caller(regs));
	fire(probe, &firing);
}

static DTRACE_UNGUARDED void return_hit(struct site *site, struct pt_regs *regs)
{
	const struct fbt_probe *probe = site_data(site);
	struct dtrace_firing firing DTRACE_UNSET;

	firing.arg[0] = regs->ip - start_of_function(probe);
	firing.arg[1] = regs->ax;
	dtrace_firing_set(&firing, 2, regs, regs->ip, caller(regs));
	fire(probe, &firing);
}

static DTRACE_UNGUARDED void tail_hit(struct site *site, struct pt_regs *regs)
{
	const struct fbt_probe *probe = site_data(site);
	struct dtrace_firing firing DTRACE_UNSET;

	if (!site_branch_taken(site, regs))
		return;
	firing.arg[0] = regs->ip - start_of_function(probe);
	firing.arg[1] = 0;
	firing.arg[2] = site_effect_address(site, regs);
	dtrace_firing_set(&firing, 3, regs, regs->ip, caller(regs));
	fire(probe, &firing);
}

/* Arguments beyond the registers lie above the return address, as long as nothing was pushed. */
static uint64_t stack_argument(void *data, dtrace_id_t id, void *probe_data,
			       const struct dtrace_firing *firing, unsigned int index)
{
	const struct pt_regs *regs = firing->regs;
	uint64_t value;

	if (firing->args != REGISTER_ARGS || index < REGISTER_ARGS)
		return 0;
	if (host_load(&value, regs->sp + 8 * (1 + index - REGISTER_ARGS), sizeof(value)))
		return 0;
	return value;
}

/* --- sites ------------------------------------------------------------------------------ */

static bool is_entry(const struct fbt_probe *probe)
{
	return probe == &probe->module->entry_probes[probe->function];
}

static void request(struct site_request *to, struct fbt_probe *probe, int offset,
		    enum site_kind kind, site_handler handler)
{
	to->address = start_of_function(probe) + offset;
	to->module = probe->module->module;
	to->kind = kind;
	to->handler = handler;
	to->data = probe;
}

static unsigned int request_entry(struct fbt_probe *probe, const struct fbt_function *function,
				  struct site_request *to)
{
	if (function->reason != SCAN_OK || function->entry_reason != SCAN_OK)
		return 0;
	if (to) {
		request(to, probe, function->entry, SITE_ENTRY, entry_hit);
		to->clear = function->clear;
	}
	return 1;
}

static unsigned int request_returns(struct fbt_probe *probe, const struct fbt_function *function,
				    struct site_request *to)
{
	const int *way_out = &probe->module->ways_out[function->first_way_out];
	unsigned int i, count = function->returns + function->tails;

	for (i = 0; to && i < count; i++) {
		if (i < function->returns)
			request(&to[i], probe, way_out[i], SITE_RETURN, return_hit);
		else
			request(&to[i], probe, way_out[i], SITE_OTHER, tail_hit);
	}
	return count;
}

static unsigned int fbt_requests(struct site_group *group, struct site_request *to)
{
	struct fbt_probe *probe = container_of(group, struct fbt_probe, group);
	struct fbt_module *module = probe->module;
	bool entry = is_entry(probe);
	unsigned int i, count = 0;

	for (i = probe->function; i != FBT_NONE; i = module->functions[i].same) {
		const struct fbt_function *function = &module->functions[i];
		struct site_request *at = to ? to + count : NULL;

		count += entry ? request_entry(&module->entry_probes[i], function, at)
			       : request_returns(&module->return_probes[i], function, at);
	}
	return count;
}

static void fbt_refused(struct site_group *group, unsigned long address, int reason)
{
	struct fbt_probe *probe = container_of(group, struct fbt_probe, group);

	probe->refused = reason;
	dtrace_probe_incomplete(probe->id);
}

static struct site_batch batch = {
	.changed = LIST_HEAD_INIT(batch.changed),
	.requests = fbt_requests,
	.refused = fbt_refused,
};

/* --- what the engine asks for --------------------------------------------------------------- */

static int fbt_enable(void *data, dtrace_id_t id, void *probe_data)
{
	struct fbt_probe *probe = probe_data;

	probe->refused = 0;
	site_group_want(&batch, &probe->group, true);
	return 0;
}

static void fbt_disable(void *data, dtrace_id_t id, void *probe_data)
{
	struct fbt_probe *probe = probe_data;

	site_group_want(&batch, &probe->group, false);
}

static int fbt_commit(void *data)
{
	return site_batch_commit(&batch);
}

static void release_module(struct fbt_module *module)
{
	if (--module->probes == 0 && module->gone)
		fbt_module_free(module);
}

/* The engine may call this long after dtrace_probe_destroy(): when nothing can fire any more. */
static void fbt_destroy(void *data, dtrace_id_t id, void *probe_data)
{
	struct fbt_probe *probe = probe_data;
	struct fbt_module *module = probe->module;
	struct site_group *group = &probe->group;

	probe->id = DTRACE_ID_NONE;
	if (group->sites || !list_empty(&group->changed))
		site_batch_drop(&batch, &group, 1);
	release_module(module);
}

static const struct dtrace_provider_ops fbt_ops = {
	.enable = fbt_enable,
	.disable = fbt_disable,
	.commit = fbt_commit,
	.argument = stack_argument,
	.destroy = fbt_destroy,
};

/* --- probes ---------------------------------------------------------------------------------- */

/* `probes`: one for each function of the module. */
static void make_probe(struct fbt_module *module, struct fbt_probe *probes, unsigned int function,
		       const char *name)
{
	const char *function_name = symbol_name(module->table, &module->table->functions[function]);
	struct fbt_probe *probe = &probes[function];
	unsigned int i;

	for (i = function; i != FBT_NONE; i = module->functions[i].same) {
		probes[i].module = module;
		probes[i].first = probe;
		probes[i].function = i;
	}
	site_group_init(&probe->group);
	if (fbt_requests(&probe->group, NULL) == 0)
		return;
	probe->id = dtrace_probe_create(provider, module->name, function_name, name, probe);
	if (probe->id == DTRACE_ID_NONE)
		return;
	probe->handle = dtrace_probe_handle(probe->id);
	module->probes++;
}

static void make_probes(struct fbt_module *module)
{
	unsigned int i;

	for (i = 0; i < module->table->count; i++) {
		if (module->functions[i].later)
			continue;
		make_probe(module, module->entry_probes, i, "entry");
		make_probe(module, module->return_probes, i, "return");
		cond_resched();
	}
}

/* All sites of a module at once, before its probes are destroyed one by one. */
static void drop_sites(struct fbt_module *module)
{
	struct site_group **groups =
		kvcalloc(2 * module->table->count, sizeof(*groups), GFP_KERNEL);
	size_t i, count = 0;

	if (!groups)
		return; /* each is dropped when its probe is destroyed */
	for (i = 0; i < module->table->count; i++) {
		if (module->entry_probes[i].group.sites)
			groups[count++] = &module->entry_probes[i].group;
		if (module->return_probes[i].group.sites)
			groups[count++] = &module->return_probes[i].group;
	}
	if (count)
		site_batch_drop(&batch, groups, count);
	kvfree(groups);
}

static void destroy_probes(struct fbt_module *module)
{
	size_t i;

	drop_sites(module);
	for (i = 0; i < module->table->count; i++) {
		if (module->entry_probes[i].id != DTRACE_ID_NONE)
			dtrace_probe_destroy(provider, module->entry_probes[i].id);
		if (module->return_probes[i].id != DTRACE_ID_NONE)
			dtrace_probe_destroy(provider, module->return_probes[i].id);
	}
}

/* --- modules that come and go ---------------------------------------------------------------- */

static struct fbt_module *find_module_of(const struct module *from, bool init)
{
	struct fbt_module *module;

	list_for_each_entry(module, &fbt_modules, all) {
		if (module->module == from && module->init == init)
			return module;
	}
	return NULL;
}

/* With the lock held. The driver does not probe itself. */
static int add_module(struct module *from, bool init, const char *name)
{
	struct fbt_module *module;
	int error;

	if (from == THIS_MODULE || find_module_of(from, init))
		return 0;
	error = fbt_module_make(from, init, name, &module);
	if (error == -ENOENT)
		return 0; /* no functions at all */
	if (error)
		return error;
	list_add_tail(&module->all, &fbt_modules);
	make_probes(module);
	return 0;
}

/* Its text is free of us on return; what describes it lives on as long as the engine needs it. */
static void remove_module(const struct module *from, bool init)
{
	struct fbt_module *module = find_module_of(from, init);

	if (!module)
		return;
	list_del(&module->all);
	module->gone = true;
	module->probes++;
	destroy_probes(module);
	release_module(module);
}

static int module_changes(struct notifier_block *block, unsigned long state, void *data)
{
	struct module *from = data;
	int error = 0;

	dtrace_provider_lock();
	/* LIVE: of one that was coming when we started. */
	if (state == MODULE_STATE_COMING || state == MODULE_STATE_LIVE)
		error = add_module(from, false, from->name);
	if (state == MODULE_STATE_COMING && !error)
		error = add_module(from, true, from->name);
	if (error)
		host_log("no memory for the fbt probes of module %s", from->name);
	if (state != MODULE_STATE_COMING)
		remove_module(from, true);
	if (state == MODULE_STATE_GOING)
		remove_module(from, false);
	dtrace_provider_unlock();
	return NOTIFY_DONE;
}

/* Behind those who still write the text of a module that comes (jump labels, static calls). */
static struct notifier_block notifier = {.notifier_call = module_changes, .priority = -100};

static int add_living_module(struct module *from, void *data)
{
	int error;

	dtrace_provider_lock();
	error = add_module(from, false, from->name);
	dtrace_provider_unlock();
	return error;
}

/* --- start and stop -------------------------------------------------------------------------- */

static const struct dtrace_provider_attributes fbt_attributes = {
	.provider = {DTRACE_STABILITY_EVOLVING, DTRACE_STABILITY_EVOLVING, DTRACE_CLASS_COMMON},
	.module = {DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_UNKNOWN},
	.function = {DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_UNKNOWN},
	.name = {DTRACE_STABILITY_EVOLVING, DTRACE_STABILITY_EVOLVING, DTRACE_CLASS_COMMON},
	.args = {DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_ISA},
};

static int add_everything(void)
{
	int error;

	dtrace_provider_lock();
	error = add_module(NULL, false, "vmlinux");
	dtrace_provider_unlock();
	if (error)
		return error;
	return symbol_each_module(add_living_module, NULL);
}

static void free_modules(void)
{
	struct fbt_module *module, *next;

	list_for_each_entry_safe(module, next, &fbt_modules, all) {
		list_del(&module->all);
		fbt_module_free(module);
	}
}

int fbt_provider_start(void)
{
	int error = dtrace_provider_register("fbt", &fbt_attributes, &fbt_ops, NULL, &provider);

	if (error)
		return error;
	error = register_module_notifier(&notifier);
	if (error)
		goto unregister;
	error = add_everything();
	if (error)
		goto unnotify;
	error = fbt_account_start();
	if (!error)
		return 0;
unnotify:
	unregister_module_notifier(&notifier);
unregister:
	dtrace_provider_unregister(provider);
	free_modules();
	return error;
}

int fbt_provider_stop(void)
{
	int error;

	fbt_account_stop();
	unregister_module_notifier(&notifier);
	error = dtrace_provider_unregister(provider);
	if (!error)
		free_modules();
	return error;
}
