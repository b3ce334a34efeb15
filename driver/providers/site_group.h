/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The sites of one probe, made and armed in batches.
 *
 * A probe of fbt or syscall stands on several instructions (all returns of a function, say). Its
 * group is only marked when the probe is enabled or disabled; the commit that follows makes the sites of
 * all marked groups at once, arms and disarms them with one synchronisation, and
 * gives back what is no longer wanted.
 *
 * Thread context, under the engine's control lock.
 */
#ifndef DTRACE_PROVIDERS_SITE_GROUP_H
#define DTRACE_PROVIDERS_SITE_GROUP_H

#include <linux/list.h>

#include "../linux/site.h"

struct site_group {
	struct list_head changed; /* in the batch's list, or empty */
	struct site **sites;	  /* made; an entry is NULL where it was refused */
	unsigned int count;
	bool wanted;
};

struct site_batch {
	struct list_head changed;
	/* Write the group's requests (NULL: only count them); returns how many. */
	unsigned int (*requests)(struct site_group *group, struct site_request *to);
	/* A request was refused, at creation or when it was to be armed. */
	void (*refused)(struct site_group *group, unsigned long address, int reason);
};

void site_group_init(struct site_group *group);
void site_group_want(struct site_batch *batch, struct site_group *group, bool wanted);
/* 0, or -ENOMEM; sites that are refused are told of and left out. */
int site_batch_commit(struct site_batch *batch);
/* Disarm and forget now, for groups that are about to be freed. */
void site_batch_drop(struct site_batch *batch, struct site_group **groups, size_t count);

#endif
