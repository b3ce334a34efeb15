/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * /proc/dtrace/fbt accounts for every function: probed, or why not. One line each:
 *
 *	MODULE FUNCTION ADDRESS SIZE entry returns=N tails=N owned=N odd=N
 *	MODULE FUNCTION ADDRESS SIZE - reason
 *
 * and where only one side can be probed, both. Tails are jumps to other functions, and sites like
 * returns; ways out without a site are those the kernel patches itself (owned: static calls and
 * jump labels) and jumps into the middle of other functions (odd). Thread context; the control lock is held while a
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
