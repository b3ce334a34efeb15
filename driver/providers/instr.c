/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * instr: instructions inside functions.
 *
 *	instr:MODULE:FUNCTION:MNEMONIC-OFFSET		call-2f, jne-1c, lock-xadd-8, ret-40
 *
 *	arg0	offset in the function
 *	arg1	where it leads: the target of a jump, a call or a return (also of a jump that is not
 *		taken); of any other instruction the address of its operand in memory; 0: none
 *	arg2	1 if it goes there now: 0 for a conditional jump that is not taken, and for what is
 *		no jump
 *	arg3 ..	the registers rdi rsi rdx rcx r8 r9, which are the arguments where it is a call
 *	arg9	rax, which is the value where it is a return
 *
 * all before the instruction has run. There are too many instructions to have them all: the probes
 * of a function are made when a description names provider and function in full, and stay. It must
 * be a function that may be instrumented (function_scan.h); of its instructions, those have no probe
 * that cannot run elsewhere or that the kernel patches (/proc/dtrace/instr: which, and why).
 *
 * Control lock: everything but instr_hit(), which runs in probe context.
 */
#include <linux/module.h>
#include <linux/slab.h>

#include "../core/host.h"
#include "../core/provider.h"
#include "instr.h"
#include "providers.h"

/* Probes stay until the driver goes, so there must be an end. */
#define PROBES_MAX 100000

static struct dtrace_provider *provider;
static LIST_HEAD(functions);
static unsigned int probes;

/* --- firing --------------------------------------------------------------------------------- */

static DTRACE_UNGUARDED void instr_hit(struct site *site, struct pt_regs *regs)
{
	const struct instr_point *point = site_data(site);
	struct dtrace_firing firing DTRACE_UNSET;

	firing.arg[0] = point->address - point->function;
	firing.arg[1] = site_effect_address(site, regs);
	firing.arg[2] = point->flow != X86_FLOW_NONE && site_branch_taken(site, regs);
	firing.arg[3] = regs->di;
	firing.arg[4] = regs->si;
	firing.arg[5] = regs->dx;
	firing.arg[6] = regs->cx;
	firing.arg[7] = regs->r8;
	firing.arg[8] = regs->r9;
	firing.arg[9] = regs->ax;
	dtrace_firing_set(&firing, DTRACE_ARGS_MAX, regs, regs->ip, 0);
	dtrace_fire_probe(point->probe->handle, raw_smp_processor_id(), &firing);
}

/* --- sites ------------------------------------------------------------------------------------ */

static unsigned int instr_requests(struct site_group *group, struct site_request *to)
{
	struct instr_probe *probe = container_of(group, struct instr_probe, group);
	struct instr_point *point;
	unsigned int count = 0;

	for (point = probe->points; point; point = point->next, count++) {
		if (!to)
			continue;
		to[count].address = point->address;
		to[count].module = probe->function->module->module;
		to[count].kind = SITE_OTHER;
		to[count].handler = instr_hit;
		to[count].data = point;
	}
	return count;
}

static void instr_refused(struct site_group *group, unsigned long address, int reason)
{
	struct instr_probe *probe = container_of(group, struct instr_probe, group);

	dtrace_probe_incomplete(probe->id);
	host_log("instr: no breakpoint on %s at %pS: %s", probe->name, (void *)address,
		 site_reason(reason));
}

static struct site_batch batch = {
	.changed = LIST_HEAD_INIT(batch.changed),
	.requests = instr_requests,
	.refused = instr_refused,
};

/* --- what the engine asks for ------------------------------------------------------------------- */

static int instr_enable(void *data, dtrace_id_t id, void *probe_data)
{
	struct instr_probe *probe = probe_data;

	site_group_want(&batch, &probe->group, true);
	return 0;
}

static void instr_disable(void *data, dtrace_id_t id, void *probe_data)
{
	struct instr_probe *probe = probe_data;

	site_group_want(&batch, &probe->group, false);
}

static int instr_commit(void *data)
{
	return site_batch_commit(&batch);
}

static void instr_argument_type(void *data, dtrace_id_t id, void *probe_data,
				struct dtrace_ioc_probearg *arg)
{
	static const char *const types[DTRACE_ARGS_MAX] = {
		"long", "uintptr_t", "int", "uint64_t", "uint64_t",
		"uint64_t", "uint64_t", "uint64_t", "uint64_t", "uint64_t",
	};

	if (arg->index >= DTRACE_ARGS_MAX)
		return;
	arg->mapping = arg->index;
	strscpy(arg->native, types[arg->index], sizeof(arg->native));
}

static void release(struct instr_function *function)
{
	if (function->alive == 0 && function->gone)
		instr_function_free(function);
}

/* The engine may call this long after dtrace_probe_destroy(): when nothing can fire any more. */
static void instr_destroy(void *data, dtrace_id_t id, void *probe_data)
{
	struct instr_probe *probe = probe_data;
	struct site_group *group = &probe->group;

	probe->id = DTRACE_ID_NONE;
	if (group->sites || !list_empty(&group->changed))
		site_batch_drop(&batch, &group, 1);
	probes--;
	probe->function->alive--;
	release(probe->function);
}

/* --- functions that are named ----------------------------------------------------------------- */

static bool is_plain(const char *text)
{
	return *text && !strpbrk(text, "*?[\\");
}

static void make_probes(struct instr_function *function, const char *name)
{
	unsigned int i;

	for (i = 0; i < function->count; i++) {
		struct instr_probe *probe = &function->probes[i];

		probe->id = dtrace_probe_create(provider, function->module->name, name,
						probe->name, probe);
		if (probe->id == DTRACE_ID_NONE)
			continue;
		probe->handle = dtrace_probe_handle(probe->id);
		function->alive++;
		probes++;
	}
}

static bool is_known(const struct fbt_module *module, unsigned int first)
{
	const struct instr_function *function;

	list_for_each_entry(function, &functions, all) {
		if (function->module == module && function->first == first)
			return true;
	}
	return false;
}

static void add_function(struct fbt_module *module, unsigned int first, const char *name)
{
	struct instr_function *function;

	if (is_known(module, first))
		return;
	function = instr_function_make(module, first);
	if (!function) {
		host_log("no memory for the instr probes of %s", name);
	} else if (probes + function->count > PROBES_MAX) {
		host_log("instr: %s has %u instructions, and there are %u probes of at most %u: unload the driver to be rid of them",
			 name, function->count, probes, PROBES_MAX);
		instr_function_free(function);
	} else {
		list_add_tail(&function->all, &functions);
		make_probes(function, name);
	}
}

static void look_in_module(struct fbt_module *module, const char *name)
{
	unsigned int i;

	for (i = 0; i < module->table->count; i++) {
		const struct symbol_function *symbol = &module->table->functions[i];

		if (strcmp(symbol_name(module->table, symbol), name))
			continue;
		add_function(module, i, name); /* the first one has the others behind it */
		return;
	}
}

static void instr_provide(void *data, const struct dtrace_probe_desc *pattern)
{
	struct fbt_module *module;

	if (!pattern || strcmp(pattern->provider, "instr") || !is_plain(pattern->function))
		return;
	list_for_each_entry(module, &fbt_modules, all) {
		if (!*pattern->module || dtrace_glob(module->name, pattern->module))
			look_in_module(module, pattern->function);
	}
}

static const struct dtrace_provider_ops instr_ops = {
	.provide = instr_provide,
	.enable = instr_enable,
	.disable = instr_disable,
	.commit = instr_commit,
	.argument_type = instr_argument_type,
	.destroy = instr_destroy,
};

/* --- modules that go ---------------------------------------------------------------------------- */

/* All sites at once; without memory for a list, each when its probe is destroyed. */
static void drop_sites(struct instr_function *function)
{
	struct site_group **groups = kvcalloc(function->count, sizeof(*groups), GFP_KERNEL);
	unsigned int i, count = 0;

	for (i = 0; groups && i < function->count; i++)
		if (function->probes[i].group.sites)
			groups[count++] = &function->probes[i].group;
	if (count)
		site_batch_drop(&batch, groups, count);
	kvfree(groups);
}

static void remove_function(struct instr_function *function)
{
	unsigned int i, count = function->count;

	list_del(&function->all);
	drop_sites(function);
	function->alive++; /* not before the loop has ended */
	function->gone = true;
	for (i = 0; i < count; i++)
		if (function->probes[i].id != DTRACE_ID_NONE)
			dtrace_probe_destroy(provider, function->probes[i].id);
	function->alive--;
	release(function);
}

static int module_changes(struct notifier_block *block, unsigned long state, void *data)
{
	struct instr_function *function, *next;

	if (state != MODULE_STATE_GOING && state != MODULE_STATE_LIVE)
		return NOTIFY_DONE;
	dtrace_provider_lock();
	list_for_each_entry_safe(function, next, &functions, all) {
		const struct fbt_module *module = function->module;

		if (module->module == data && (module->init || state == MODULE_STATE_GOING))
			remove_function(function);
	}
	dtrace_provider_unlock();
	return NOTIFY_DONE;
}

/* Before fbt, whose tables are used here, forgets the module. */
static struct notifier_block notifier = {.notifier_call = module_changes, .priority = -90};

/* --- start and stop ------------------------------------------------------------------------- */

static const struct dtrace_provider_attributes instr_attributes = {
	.provider = {DTRACE_STABILITY_EVOLVING, DTRACE_STABILITY_EVOLVING, DTRACE_CLASS_ISA},
	.module = {DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_UNKNOWN},
	.function = {DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_UNKNOWN},
	.name = {DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_ISA},
	.args = {DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_ISA},
};

static void free_functions(void)
{
	struct instr_function *function, *next;

	list_for_each_entry_safe(function, next, &functions, all) {
		list_del(&function->all);
		instr_function_free(function);
	}
}

int instr_provider_start(void)
{
	int error;

	probes = 0;
	error = dtrace_provider_register("instr", &instr_attributes, &instr_ops, NULL, &provider);
	if (error)
		return error;
	error = register_module_notifier(&notifier);
	if (error)
		goto unregister;
	error = instr_account_start(&functions);
	if (!error)
		return 0;
	unregister_module_notifier(&notifier);
unregister:
	dtrace_provider_unregister(provider);
	return error;
}

int instr_provider_stop(void)
{
	int error;

	instr_account_stop();
	unregister_module_notifier(&notifier);
	error = dtrace_provider_unregister(provider);
	if (!error)
		free_functions();
	return error;
}
