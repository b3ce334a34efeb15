/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * /proc/dtrace/fbt accounts for every function: probed, or why not. One line each:
 *
 *	MODULE FUNCTION ADDRESS SIZE entry returns=N tails=N owned=N odd=N
 *	MODULE FUNCTION ADDRESS SIZE - reason
 *
 * and where only one side can be probed, both. Tails are jumps to other functions, and sites like
 * returns; ways out without a site are those the kernel patches itself (owned: static calls and
 * jump labels) and jumps into the middle of other functions (odd). While a probe is enabled, how its sites
 * stand in the text, and of a breakpoint why it is no jump:
 *
 *	.. ; entry 1 jump; returns 2 jump 1 int3 (reason)
 *
 * Thread context; the control lock is held while a
 * reader's buffer is filled.
 */
#include "../core/host.h"
#include "../core/provider.h"
#include "../linux/proc.h"
#include "../linux/site.h"
#include "fbt.h"

/* The n-th function of all modules: n counts on through the modules. */
struct account_place {
	struct fbt_module *module;
	size_t index;
};

static struct account_place place; /* there is one reader at a time: the lock */

static struct account_place *seek(loff_t position)
{
	size_t left = position;

	list_for_each_entry(place.module, &fbt_modules, all) {
		if (left < place.module->table->count) {
			place.index = left;
			return &place;
		}
		left -= place.module->table->count;
	}
	return NULL;
}

static void *account_begin(struct seq_file *seq, loff_t *position)
{
	dtrace_provider_lock();
	return seek(*position);
}

static void *account_next(struct seq_file *seq, void *at, loff_t *position)
{
	++*position;
	if (++place.index < place.module->table->count)
		return &place;
	return seek(*position);
}

static void account_end(struct seq_file *seq, void *at)
{
	dtrace_provider_unlock();
}

/* x86 reasons say more than "the decoder refuses". */
static void show_reason(struct seq_file *seq, const char *what, enum scan_reason reason, int detail)
{
	bool decoder = reason == SCAN_FIRST_UNKNOWN || reason == SCAN_FIRST_REFUSED ||
		       reason == SCAN_BODY_UNKNOWN;

	seq_printf(seq, " %s%s", what, scan_reason(reason));
	if (decoder && detail)
		seq_printf(seq, " (%s)", site_reason(detail));
}

static void show_refusal(struct seq_file *seq, const struct fbt_probe *probe, const char *name)
{
	if (probe->refused)
		seq_printf(seq, "; %s not armed: %s", name, site_reason(probe->refused));
}

/* Sites of a probe within one function, by their form. */
struct forms {
	unsigned int count[SITE_FORM_JUMP + 1];
	int why; /* of the first breakpoint */
};

static struct forms forms_of(const struct site_group *group, const struct symbol_function *symbol)
{
	struct forms forms = {};
	unsigned int i;

	for (i = 0; group->sites && i < group->count; i++) {
		const struct site *site = group->sites[i];
		enum site_form form;
		int why;

		if (!site || site_address(site) - symbol->address >= symbol->size)
			continue;
		form = site_form(site, &why);
		if (form == SITE_FORM_INT3 && !forms.count[form])
			forms.why = why;
		forms.count[form]++;
	}
	return forms;
}

static void show_forms(struct seq_file *seq, const struct fbt_probe *probe,
		       const struct symbol_function *symbol, const char *name)
{
	struct forms forms = forms_of(&probe->group, symbol);
	const unsigned int *count = forms.count;

	if (count[SITE_FORM_INT3] + count[SITE_FORM_BECOMING] + count[SITE_FORM_JUMP] == 0)
		return;
	seq_printf(seq, "; %s", name);
	if (count[SITE_FORM_JUMP])
		seq_printf(seq, " %u jump", count[SITE_FORM_JUMP]);
	if (count[SITE_FORM_BECOMING])
		seq_printf(seq, " %u becoming jump", count[SITE_FORM_BECOMING]);
	if (count[SITE_FORM_INT3])
		seq_printf(seq, " %u int3 (%s)", count[SITE_FORM_INT3], site_reason(forms.why));
}

static int account_show(struct seq_file *seq, void *at)
{
	const struct fbt_module *module = place.module;
	const struct symbol_function *symbol = &module->table->functions[place.index];
	const struct fbt_function *function = &module->functions[place.index];

	seq_printf(seq, "%s %s %px %u", module->name, symbol_name(module->table, symbol),
		   (void *)symbol->address, symbol->size);
	if (function->reason != SCAN_OK) {
		show_reason(seq, "- ", function->reason, function->detail);
	} else {
		if (function->entry_reason == SCAN_OK)
			seq_puts(seq, " entry");
		else
			show_reason(seq, "no entry: ", function->entry_reason, function->detail);
		seq_printf(seq, " returns=%u tails=%u owned=%u odd=%u", function->returns,
			   function->tails, function->owned, function->odd);
		if (function->return_reason != SCAN_OK)
			show_reason(seq, "returns: ", function->return_reason, function->detail);
	}
	show_refusal(seq, &module->entry_probes[place.index], "entry");
	show_refusal(seq, &module->return_probes[place.index], "return");
	show_forms(seq, &module->entry_probes[place.index], symbol, "entry");
	show_forms(seq, &module->return_probes[place.index], symbol, "returns");
	seq_putc(seq, '\n');
	return 0;
}

static const struct seq_operations operations = {
	.start = account_begin,
	.next = account_next,
	.stop = account_end,
	.show = account_show,
};

int fbt_account_start(void)
{
	return proc_file_add_seq("fbt", &operations);
}

void fbt_account_stop(void)
{
	proc_file_remove("fbt");
}
