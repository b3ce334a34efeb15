/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the files of the fbt provider share: the functions of the kernel and each module
 * (fbt_table.c), their probes (fbt.c), the account given of them (fbt_account.c).
 *
 * Everything is owned by the engine's control lock.
 */
#ifndef DTRACE_PROVIDERS_FBT_H
#define DTRACE_PROVIDERS_FBT_H

#include <dtrace/probe.h>
#include <linux/list.h>
#include <linux/module.h>

#include "../linux/function_scan.h"
#include "../linux/symbols.h"
#include "site_group.h"

#define FBT_NONE (~0u)

/* One function, index for index beside the symbol table's. */
struct fbt_function {
	unsigned int entry;	    /* offset; valid with entry_reason SCAN_OK */
	unsigned int first_way_out; /* in fbt_module.ways_out: its returns, then its tails */
	unsigned int returns, tails;
	unsigned int owned, odd; /* ways out that can have no site, as in function_scan.h */
	unsigned int same; /* next function of this name (static functions share names), or FBT_NONE */
	u8 reason, entry_reason, return_reason; /* enum scan_reason */
	s8 detail;				/* enum x86_reason behind them */
	u8 clear;				/* see function_scan.clear */
	bool later;				/* not the first of its name: the first one has the probes */
};

/*
 * The entry or return probe of a function. Where several have one name, that of the first is the
 * probe of all, and stands on the sites of all.
 */
struct fbt_probe {
	struct fbt_module *module;
	struct fbt_probe *first; /* itself, or the first one's */
	unsigned int function;
	/* of the first one only: */
	struct site_group group;
	dtrace_id_t id; /* DTRACE_ID_NONE: no such probe */
	int refused;	/* last site refusal while it was enabled, or 0 */
	struct dtrace_probe *handle;
};

struct fbt_module {
	struct list_head all;
	struct module *module; /* NULL: the kernel */
	bool init;	       /* its init text, until that has run */
	char name[DTRACE_MODULE_LEN];
	struct symbol_table *table;
	struct fbt_function *functions; /* table->count */
	int *ways_out;			/* offsets of returns and tails, function by function */
	size_t way_out_count;
	struct fbt_probe *entry_probes, *return_probes; /* table->count each */
	size_t probes;					/* of these, how many the engine has */
	bool gone; /* no longer in fbt_modules; freed with its last probe */
};

/* Kernel first, then in order of arrival. */
extern struct list_head fbt_modules;

/* Scan all functions; no probes yet. 0 or negative errno. */
int fbt_module_make(struct module *module, bool init, const char *name,
		    struct fbt_module **made);
void fbt_module_free(struct fbt_module *module);

/* /proc/dtrace/fbt */
int fbt_account_start(void);
void fbt_account_stop(void);

#endif
