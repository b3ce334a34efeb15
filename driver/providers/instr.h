/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What the files of the instr provider share: its functions and their instructions
 * (instr_table.c), the probes (instr.c). Owned by the engine's control lock.
 */
#ifndef DTRACE_PROVIDERS_INSTR_H
#define DTRACE_PROVIDERS_INSTR_H

#include <dtrace/probe.h>
#include <linux/list.h>

#include "fbt.h"
#include "site_group.h"

/* One instruction. Where several functions have one name, those of the same name are one probe. */
struct instr_point {
	struct instr_probe *probe;
	struct instr_point *next; /* of that probe */
	unsigned long address;
	unsigned long function; /* where its function begins */
	u8 flow;		/* enum x86_flow */
};

struct instr_probe {
	struct instr_function *function;
	struct instr_point *points;
	struct site_group group;
	dtrace_id_t id;
	struct dtrace_probe *handle;
	int refused; /* last site refusal while it was enabled, or 0 */
	char name[DTRACE_NAME_LEN];
};

/* The functions of one name of a module, once somebody has named them. */
struct instr_function {
	struct list_head all;
	struct fbt_module *module; /* until it is gone */
	unsigned int first;	   /* index there of the first of the name */
	bool gone;		   /* no longer in the list; freed with its last probe */
	unsigned int alive;	   /* probes that the engine has */
	unsigned int count;	   /* probes */
	unsigned int point_count;
	struct instr_probe *probes;
	struct instr_point *points;
};

/* Find its instructions; no probes yet. NULL: no memory. */
struct instr_function *instr_function_make(struct fbt_module *module, unsigned int first);
void instr_function_free(struct instr_function *function);

/* /proc/dtrace/instr */
int instr_account_start(struct list_head *functions);
void instr_account_stop(void);

#endif
