/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * fbt, function boundary tracing: entry and return of every function of the kernel and its
 * modules that can be probed safely.
 *
 *	fbt:MODULE:FUNCTION:entry	arg0 .. the arguments as the ABI passes them
 *	fbt:MODULE:FUNCTION:return	arg0 = offset of the return, arg1 = value
 *
 * The kernel itself is module `vmlinux`. Static functions that share a name share a probe, which
 * stands on all of them; a function with several names has a probe for each. A function that ends
 * in a jump to another one has no return there (/proc/dtrace/fbt counts them as tails).
 *
 * Functions are scanned when the driver or their module is loaded; sites are made when a probe is
 * enabled. A module that is loaded brings its probes, one that goes takes them away, armed or not.
 *
 * Control lock: everything but the two *_hit(), which run in probe context.
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

/* Which of the functions that share the probe's name contains this address. */
static unsigned long start_of_function(const struct fbt_probe *probe, unsigned long address)
{
	const struct fbt_module *module = probe->module;
	unsigned int i = probe->function;

	for (; i != FBT_NONE; i = module->functions[i].same) {
		const struct symbol_function *symbol = &module->table->functions[i];

		if (address - symbol->address < symbol->size)
			return symbol->address;
	}
	return address;
}

static void fire(const struct fbt_probe *probe, struct pt_regs *regs, struct dtrace_firing *firing)
{
	firing->regs = regs;
	firing->caller = *(unsigned long *)regs->sp;
	dtrace_fire(probe->id, firing);
}

static void entry_hit(struct site *site, struct pt_regs *regs)
{
	const struct fbt_probe *probe = site_data(site);
	struct dtrace_firing firing DTRACE_UNSET;

	dtrace_firing_begin(&firing);
	firing.arg[0] = regs->di;
	firing.arg[1] = regs->si;
	firing.arg[2] = regs->dx;
	firing.arg[3] = regs->cx;
	firing.arg[4] = regs->r8;
	firing.arg[5] = regs->r9;
	firing.args = REGISTER_ARGS;
	firing.pc =
		start_of_function(probe, regs->ip); /* not the instruction after the ftrace nop */
	fire(probe, regs, &firing);
}

static void return_hit(struct site *site, struct pt_regs *regs)
{
	const struct fbt_probe *probe = site_data(site);
	struct dtrace_firing firing DTRACE_UNSET;

	dtrace_firing_begin(&firing);
	firing.arg[0] = regs->ip - start_of_function(probe, regs->ip);
	firing.arg[1] = regs->ax;
	firing.args = 2;
	firing.pc = regs->ip;
	fire(probe, regs, &firing);
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

static void request(struct site_request *to, struct fbt_probe *probe, unsigned int function,
		    unsigned int offset)
{
	to->address = probe->module->table->functions[function].address + offset;
	to->module = probe->module->module;
	to->kind = is_entry(probe) ? SITE_ENTRY : SITE_RETURN;
	to->handler = is_entry(probe) ? entry_hit : return_hit;
	to->data = probe;
}

static unsigned int request_entry(struct fbt_probe *probe, unsigned int index,
				  struct site_request *to)
{
	const struct fbt_function *function = &probe->module->functions[index];

	if (function->reason != SCAN_OK || function->entry_reason != SCAN_OK)
		return 0;
	if (to) {
		request(to, probe, index, function->entry);
		to->clear = function->clear;
	}
	return 1;
}

static unsigned int request_returns(struct fbt_probe *probe, unsigned int index,
				    struct site_request *to)
{
	const struct fbt_function *function = &probe->module->functions[index];
	unsigned int i;

	for (i = 0; to && i < function->returns; i++)
		request(&to[i], probe, index, probe->module->returns[function->first_return + i]);
	return function->returns;
}

static unsigned int fbt_requests(struct site_group *group, struct site_request *to)
{
	struct fbt_probe *probe = container_of(group, struct fbt_probe, group);
	unsigned int i = probe->function, count = 0;

	for (; i != FBT_NONE; i = probe->module->functions[i].same) {
		struct site_request *at = to ? to + count : NULL;

		count += is_entry(probe) ? request_entry(probe, i, at)
					 : request_returns(probe, i, at);
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

/* --- probes ------------------------------------------------------------------------------------
 */

static void make_probe(struct fbt_probe *probe, struct fbt_module *module, unsigned int function,
		       const char *name)
{
	const struct symbol_table *table = module->table;

	probe->module = module;
	probe->function = function;
	site_group_init(&probe->group);
	if (fbt_requests(&probe->group, NULL) == 0)
		return;
	probe->id =
		dtrace_probe_create(provider, module->name,
				    symbol_name(table, &table->functions[function]), name, probe);
	if (probe->id != DTRACE_ID_NONE)
		module->probes++;
}

static void make_probes(struct fbt_module *module)
{
	unsigned int i;

	for (i = 0; i < module->table->count; i++) {
		if (module->functions[i].later)
			continue;
		make_probe(&module->entry_probes[i], module, i, "entry");
		make_probe(&module->return_probes[i], module, i, "return");
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

/* --- modules that come and go
 * ---------------------------------------------------------------------- */

static struct fbt_module *find_module_of(const struct module *from)
{
	struct fbt_module *module;

	list_for_each_entry(module, &fbt_modules, all) {
		if (module->module == from)
			return module;
	}
	return NULL;
}

/* With the lock held. The driver does not probe itself. */
static int add_module(struct module *from, const char *name)
{
	struct fbt_module *module;
	int error;

	if (from == THIS_MODULE || find_module_of(from))
		return 0;
	error = fbt_module_make(from, name, &module);
	if (error == -ENOENT)
		return 0; /* no functions at all */
	if (error)
		return error;
	list_add_tail(&module->all, &fbt_modules);
	make_probes(module);
	return 0;
}

/* Its text is free of us on return; what describes it lives on as long as the engine needs it. */
static void remove_module(struct fbt_module *module)
{
	list_del(&module->all);
	module->gone = true;
	module->probes++;
	destroy_probes(module);
	release_module(module);
}

static int module_changes(struct notifier_block *block, unsigned long state, void *data)
{
	struct module *from = data;
	struct fbt_module *module;

	dtrace_provider_lock();
	/* LIVE: of one that was coming when we started. */
	if ((state == MODULE_STATE_COMING || state == MODULE_STATE_LIVE) &&
	    add_module(from, from->name))
		host_log("no memory for the fbt probes of module %s", from->name);
	if (state == MODULE_STATE_GOING) {
		module = find_module_of(from);
		if (module)
			remove_module(module);
	}
	dtrace_provider_unlock();
	return NOTIFY_DONE;
}

/* Behind those who still write the text of a module that comes (jump labels, static calls). */
static struct notifier_block notifier = {.notifier_call = module_changes, .priority = -100};

static int add_living_module(struct module *from, void *data)
{
	int error;

	dtrace_provider_lock();
	error = add_module(from, from->name);
	dtrace_provider_unlock();
	return error;
}

/* --- start and stop
 * -------------------------------------------------------------------------------- */

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
	error = add_module(NULL, "vmlinux");
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
