/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Helpers for stacks (core/ustack.h) by process. A process and its forked children share what was
 * loaded once; each has entries of its own, which probe context finds by the process's number.
 *
 * The table is walked with interrupts off and without a lock: an entry that leaves it is freed after
 * host_synchronize(). Everything else: users lock.
 */
#include <linux/hashtable.h>
#include <linux/rculist.h>
#include <linux/sched.h>
#include <linux/slab.h>

#include "../core/host.h"
#include "../core/ustack.h"
#include "user.h"

#define HELPERS_MAX 16

struct user_helper {
	struct kref references;
	struct dtrace_helper *helper;
};

struct entry {
	struct list_head link;	/* of the process */
	struct hlist_node node; /* in the table, while `open` */
	pid_t tgid;
	const struct mm_struct *mm;
	struct user_helper *helper;
	int generation;
	bool open;
};

static DEFINE_HASHTABLE(table, 6);

/* --- probe context ---------------------------------------------------------------------------- */

struct dtrace_helper *host_helper(unsigned int index)
{
	const struct entry *entry;

	hash_for_each_possible_rcu_notrace(table, entry, node, current->tgid)
		if (entry->tgid == current->tgid && entry->mm == current->mm && index-- == 0)
			return entry->helper->helper;
	return NULL;
}

/* --- helpers ------------------------------------------------------------------------------------ */

int user_helper_load(const void *image, size_t size, struct user_helper **helper, char *message,
		     size_t message_size)
{
	struct user_helper *fresh = kzalloc(sizeof(*fresh), GFP_KERNEL_ACCOUNT);
	int error;

	if (!fresh)
		return -ENOMEM;
	kref_init(&fresh->references);
	error = dtrace_helper_load(image, size, &fresh->helper, message, message_size);
	if (error)
		kfree(fresh);
	else
		*helper = fresh;
	return error;
}

static void free_helper(struct kref *references)
{
	struct user_helper *helper = container_of(references, struct user_helper, references);

	dtrace_helper_free(helper->helper);
	kfree(helper);
}

void user_helper_put(struct user_helper *helper)
{
	kref_put(&helper->references, free_helper);
}

/* --- of a process --------------------------------------------------------------------------------- */

int user_helpers_add(struct list_head *list, pid_t tgid, const struct mm_struct *mm,
		     struct user_helper *helper, int generation)
{
	struct entry *entry, *other;
	unsigned int count = 0;

	list_for_each_entry(other, list, link)
		count++;
	if (count >= HELPERS_MAX)
		return -ENOSPC;
	entry = kzalloc(sizeof(*entry), GFP_KERNEL_ACCOUNT);
	if (!entry)
		return -ENOMEM;
	kref_get(&helper->references);
	*entry = (struct entry){.tgid = tgid,
				.mm = mm,
				.helper = helper,
				.generation = generation,
				.open = true};
	list_add_tail(&entry->link, list);
	hash_add_rcu(table, &entry->node, tgid);
	return 0;
}

void user_helpers_inherit(struct list_head *list, pid_t tgid, const struct mm_struct *mm,
			  const struct list_head *parent)
{
	const struct entry *entry;

	list_for_each_entry(entry, parent, link)
		user_helpers_add(list, tgid, mm, entry->helper, entry->generation);
}

/* `generation` 0: all. */
static bool close_entries(struct list_head *list, int generation)
{
	struct entry *entry;
	bool any = false;

	list_for_each_entry(entry, list, link) {
		if (generation && entry->generation != generation)
			continue;
		any = true;
		if (entry->open)
			hash_del_rcu(&entry->node);
		entry->open = false;
	}
	if (any)
		host_synchronize();
	return any;
}

void user_helpers_close(struct list_head *list)
{
	close_entries(list, 0);
}

bool user_helpers_remove(struct list_head *list, int generation)
{
	struct entry *entry, *next;
	bool any = close_entries(list, generation);

	list_for_each_entry_safe(entry, next, list, link) {
		if (entry->open)
			continue;
		list_del(&entry->link);
		user_helper_put(entry->helper);
		kfree(entry);
	}
	return any;
}
