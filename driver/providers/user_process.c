/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Processes with user probes, from the first to the end. See user.h for the objects and the locks.
 *
 * A forked child gets its parent's images before its first instruction, and is in its family; the
 * parent's record is held over that moment, even if the parent ends meanwhile, and keeps its list of
 * images as long.
 */
#include <linux/hashtable.h>
#include <linux/llist.h>
#include <linux/sched/mm.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

#include "../core/host.h"
#include "../linux/lifecycle.h"
#include "../linux/mutex.h"
#include "user.h"

struct user_process {
	struct hlist_node node; /* table_lock */
	struct kref references; /* the table, and children about to begin */
	struct rcu_head rcu;
	pid_t tgid;
	struct mm_struct *mm; /* its structure held */
	struct user_member member;
	struct list_head attachments, providers;
	struct list_head helpers; /* user_ustack.c */
	unsigned int probes, sites, images;
	int generation; /* last one given out */
	atomic_t drops; /* references to give back, see let_go() */
	struct llist_node dropped;
};

struct attachment {
	struct list_head link;
	struct user_image *image;
	struct user_provider *provider; /* NULL once the probes are gone */
	struct user_family *family; /* of the process, which holds it; NULL: children do not fire them */
	struct list_head probes;
	int generation;
};

static struct dt_mutex users;
static bool orphans; /* records may be there for the sake of a family that has ended */
static DEFINE_RAW_SPINLOCK(table_lock); /* tracepoints: preemption is off, on PREEMPT_RT too */
static DEFINE_HASHTABLE(table, 8);

/* --- the table -----------------------------------------------------------------------------------
 */

static struct user_process *find(pid_t tgid)
{
	struct user_process *process;

	hash_for_each_possible(table, process, node,
			       tgid) if (process->tgid == tgid) return process;
	return NULL;
}

static struct user_process *find_locked(pid_t tgid)
{
	struct user_process *process;
	unsigned long flags;

	raw_spin_lock_irqsave(&table_lock, flags);
	process = find(tgid);
	raw_spin_unlock_irqrestore(&table_lock, flags);
	return process;
}

static bool interested(pid_t tgid)
{
	return find_locked(tgid);
}

static void *hold_member(struct user_member *member)
{
	struct user_process *process = container_of(member, struct user_process, member);

	kref_get(&process->references);
	return process;
}

/* For a child that is about to begin. */
static void *hold(const struct mm_struct *mm)
{
	return user_member_hold(mm, hold_member);
}

/* --- attachments
 * ------------------------------------------------------------------------------------ */

static void name_provider(const struct user_image *image, pid_t tgid, char *to)
{
	char pid[12];

	/* A long name gives way to the number, which must be whole. */
	snprintf(pid, sizeof(pid), "%d", tgid);
	snprintf(to, DTRACE_PROVIDER_LEN, "%.*s%s", (int)(DTRACE_PROVIDER_LEN - 1 - strlen(pid)),
		 image->provider, pid);
}

static struct user_provider *find_provider(struct user_process *process, const char *name)
{
	struct user_provider *provider;

	list_for_each_entry(provider, &process->providers, link)
		if (strcmp(provider->name, name) == 0)
			return provider;
	return NULL;
}

static struct user_provider *provider_of(struct user_process *process,
					 const struct user_image *image)
{
	char name[DTRACE_PROVIDER_LEN];
	struct user_provider *provider;

	name_provider(image, process->tgid, name);
	provider = find_provider(process, name);
	if (provider)
		return provider;
	provider = kzalloc(sizeof(*provider), GFP_KERNEL_ACCOUNT);
	if (!provider)
		return NULL;
	strscpy(provider->name, name, sizeof(provider->name));
	if (user_provider_register(provider, &image->attributes)) {
		kfree(provider);
		return NULL;
	}
	list_add_tail(&provider->link, &process->providers);
	return provider;
}

static void leave_provider(struct user_provider *provider)
{
	if (--provider->attachments)
		return;
	list_del(&provider->link);
	HOST_ASSERT(dtrace_provider_unregister(provider->provider) == 0);
	kfree(provider);
}

static bool shares_place(const struct user_probe_image *a, const struct user_probe_image *b)
{
	unsigned int i, j;

	for (i = 0; i < a->site_count; i++)
		for (j = 0; j < b->site_count; j++)
			if (a->sites[i].inode == b->sites[j].inode &&
			    a->sites[i].offset == b->sites[j].offset)
				return true;
	return false;
}

/* A static probe a consumer has found by its note may be one the process has told of, under other
 * names. */
static bool is_told(const struct user_process *process, const struct user_probe_image *image)
{
	const struct attachment *attachment;
	const struct user_probe_image *other;

	list_for_each_entry(attachment, &process->attachments, link) {
		if (attachment->image->by_consumer)
			continue;
		list_for_each_entry(other, &attachment->image->probes, link)
			if (shares_place(image, other))
				return true;
	}
	return false;
}

static bool is_needed(const struct user_process *process, const struct user_image *holder,
		      const struct user_probe_image *image)
{
	return !holder->by_consumer || !image->site_count ||
	       image->sites[0].kind != DTRACE_USER_STATIC || !is_told(process, image);
}

/* All or as many as there is memory for. */
static unsigned int create_probes(struct user_process *process, struct attachment *attachment)
{
	const struct user_probe_image *image;
	unsigned int made = 0;

	dtrace_provider_lock();
	list_for_each_entry(image, &attachment->image->probes, link)
		if (is_needed(process, attachment->image, image) &&
		    user_probe_create(attachment->provider, attachment->image, image, process->mm,
				      attachment->family, &attachment->probes) > 0)
			made++;
	dtrace_provider_unlock();
	return made;
}

/* When the lock is let go the engine waits for firings and calls destroy, which empties the list.
 */
static void destroy_probes(struct attachment *attachment)
{
	struct user_probe *probe;

	dtrace_provider_lock();
	list_for_each_entry(probe, &attachment->probes, link)
		dtrace_probe_destroy(attachment->provider->provider, probe->id);
	dtrace_provider_unlock();
	HOST_ASSERT(list_empty(&attachment->probes));
}

/* The image stays on the list, for children that are about to begin. */
static void close_attachment(struct attachment *attachment)
{
	if (!attachment->provider)
		return;
	destroy_probes(attachment);
	leave_provider(attachment->provider);
	attachment->provider = NULL;
	if (attachment->family)
		user_family_attach(attachment->family, false);
}

static void free_attachment(struct user_process *process, struct attachment *attachment)
{
	close_attachment(attachment);
	list_del(&attachment->link);
	process->images--;
	process->probes -= attachment->image->probe_count;
	process->sites -= attachment->image->site_count;
	user_image_put(attachment->image);
	kfree(attachment);
}

static bool too_many(const struct user_process *process, const struct user_image *image)
{
	return !image->by_consumer &&
	       (process->images >= DTRACE_HELPER_IMAGES_MAX ||
		process->probes + image->probe_count > DTRACE_HELPER_PROBES_MAX ||
		process->sites + image->site_count > DTRACE_HELPER_SITES_MAX);
}

/* What a process tells of itself has types; what a consumer has found at the same places gives way. */
static void give_way(struct user_process *process, const struct user_image *told)
{
	const struct user_probe_image *image;
	struct attachment *attachment;
	struct user_probe *probe;

	dtrace_provider_lock();
	list_for_each_entry(attachment, &process->attachments, link) {
		if (!attachment->image->by_consumer)
			continue;
		list_for_each_entry(probe, &attachment->probes, link) {
			bool shared = false;

			list_for_each_entry(image, &told->probes, link)
				shared |= probe->image->sites[0].kind == DTRACE_USER_STATIC &&
					  shares_place(probe->image, image);
			if (shared)
				dtrace_probe_destroy(attachment->provider->provider, probe->id);
		}
	}
	dtrace_provider_unlock();
}

static struct attachment *new_attachment(struct user_process *process, struct user_image *image)
{
	struct attachment *attachment = kzalloc(sizeof(*attachment), GFP_KERNEL_ACCOUNT);

	if (!attachment)
		return NULL;
	INIT_LIST_HEAD(&attachment->probes);
	if (image->follows)
		attachment->family = user_member_own(&process->member, process->tgid);
	if (!image->follows || attachment->family)
		attachment->provider = provider_of(process, image);
	if (!attachment->provider) {
		kfree(attachment);
		return NULL;
	}
	attachment->provider->attachments++;
	if (attachment->family)
		user_family_attach(attachment->family, true);
	kref_get(&image->references);
	attachment->image = image;
	list_add_tail(&attachment->link, &process->attachments);
	process->images++;
	process->probes += image->probe_count;
	process->sites += image->site_count;
	return attachment;
}

int user_process_generation(struct user_process *process)
{
	return process->generation == INT_MAX ? -ENOSPC : ++process->generation;
}

int user_process_attach(struct user_process *process, struct user_image *image, int generation,
			unsigned int *made)
{
	struct attachment *attachment;
	unsigned int count;

	if (too_many(process, image))
		return -ENOSPC;
	attachment = new_attachment(process, image);
	if (!attachment)
		return -ENOMEM;
	attachment->generation = generation;
	if (!image->by_consumer)
		give_way(process, image);
	count = create_probes(process, attachment);
	if (made)
		*made = count;
	/* Asked for again: the first time's are there. */
	if (!count && image->by_consumer)
		free_attachment(process, attachment);
	return 0;
}

/* --- processes
 * ------------------------------------------------------------------------------------------ */

static void free_process(struct kref *references)
{
	struct user_process *process = container_of(references, struct user_process, references);
	struct attachment *attachment, *next;

	list_for_each_entry_safe(attachment, next, &process->attachments, link)
		free_attachment(process, attachment);
	user_helpers_remove(&process->helpers, 0);
	user_family_put(process->member.family);
	mmdrop(process->mm);
	kfree_rcu(process, rcu);
}

/* --- references given back where nothing may sleep
 * ----------------------------------------------------- */

static LLIST_HEAD(dropped); /* processes whose `drops` is not 0 */

static void let_go(void *held)
{
	struct user_process *process = held;

	if (atomic_inc_return(&process->drops) == 1)
		llist_add(&process->dropped, &dropped);
}

static void put_dropped(void)
{
	struct user_process *process, *next;

	llist_for_each_entry_safe(process, next, llist_del_all(&dropped), dropped)
	{
		int drops = atomic_xchg(&process->drops, 0);

		while (drops--)
			kref_put(&process->references, free_process);
	}
}

void user_lock(void)
{
	dt_mutex_lock(&users);
}

void user_unlock(void)
{
	put_dropped();
	dt_mutex_unlock(&users);
}

/* --- the beginning and the end of a record
 * ----------------------------------------------------------------- */

/* It is not found any more, and its probes are gone. */
void user_process_retire(struct user_process *process)
{
	struct attachment *attachment;
	unsigned long flags;

	raw_spin_lock_irqsave(&table_lock, flags);
	hash_del(&process->node);
	raw_spin_unlock_irqrestore(&table_lock, flags);
	orphans |= user_member_leave(&process->member, process->tgid);
	list_for_each_entry(attachment, &process->attachments, link)
		close_attachment(attachment);
	user_helpers_close(&process->helpers);
	kref_put(&process->references, free_process);
}

static struct user_process *new_process(pid_t tgid, struct mm_struct *mm)
{
	struct user_process *process = kzalloc(sizeof(*process), GFP_KERNEL_ACCOUNT);
	unsigned long flags;

	if (!process)
		return NULL;
	kref_init(&process->references);
	process->tgid = tgid;
	mmgrab(mm);
	process->mm = mm;
	INIT_LIST_HEAD(&process->attachments);
	INIT_LIST_HEAD(&process->providers);
	INIT_LIST_HEAD(&process->helpers);
	raw_spin_lock_irqsave(&table_lock, flags);
	hash_add(table, &process->node, tgid);
	raw_spin_unlock_irqrestore(&table_lock, flags);
	user_member_add(&process->member, mm);
	return process;
}

struct user_process *user_process_of(pid_t tgid, struct mm_struct *mm)
{
	struct user_process *process = find_locked(tgid);

	/* Another address space: an exec that was missed for want of memory. */
	if (process && process->mm != mm) {
		user_process_retire(process);
		process = NULL;
	}
	return process ? process : new_process(tgid, mm);
}

void user_process_settle(struct user_process *process)
{
	if (list_empty(&process->attachments) && list_empty(&process->helpers) &&
	    !user_member_matters(&process->member))
		user_process_retire(process);
}

void user_processes_settle(void)
{
	struct user_process *process;
	struct hlist_node *next;
	int bucket;

	orphans = false;
	hash_for_each_safe(table, bucket, next, process, node) user_process_settle(process);
}

void user_process_follow(struct task_struct *task, struct mm_struct *mm)
{
	struct user_process *process = user_process_of(task->tgid, mm);

	if (!process)
		return;
	user_member_own(&process->member, process->tgid);
	/* It began to end before it had a record, and will not tell. */
	if (atomic_read(&task->signal->live) == 0)
		user_process_retire(process);
	else
		user_process_settle(process);
}

bool user_process_has(const struct user_process *process, const struct user_image *image)
{
	const struct attachment *attachment;

	list_for_each_entry(attachment, &process->attachments, link)
		if (attachment->image == image)
			return true;
	return false;
}

int user_process_help(struct user_process *process, struct user_helper *helper, int generation)
{
	return user_helpers_add(&process->helpers, process->tgid, process->mm, helper, generation);
}

int user_process_detach(struct user_process *process, int generation)
{
	struct attachment *attachment, *next;
	int error = user_helpers_remove(&process->helpers, generation) ? 0 : -ENOENT;

	list_for_each_entry_safe(attachment, next, &process->attachments, link) {
		if (attachment->generation != generation || attachment->image->by_consumer)
			continue;
		free_attachment(process, attachment);
		error = 0;
	}
	return error;
}

int user_process_remove(pid_t tgid, int generation)
{
	struct user_process *process;
	int error = -ENOENT;

	user_lock();
	process = find_locked(tgid);
	if (process) {
		error = user_process_detach(process, generation);
		user_process_settle(process);
	}
	user_unlock();
	return error;
}

/* --- fork, exec, exit: the process itself, see lifecycle.h
 * ------------------------------------------------ */

static void inherit(struct user_process *parent)
{
	struct user_process *child = user_process_of(current->tgid, current->mm);
	struct attachment *attachment;

	if (!child)
		return;
	list_for_each_entry(attachment, &parent->attachments, link)
		if (attachment->image->inherited)
			user_process_attach(child, attachment->image, attachment->generation, NULL);
	user_helpers_inherit(&child->helpers, child->tgid, child->mm, &parent->helpers);
	user_member_inherit(&child->member, &parent->member);
	child->generation = parent->generation;
	user_process_settle(child);
}

static void forked(void *held)
{
	struct user_process *parent = held;

	user_lock();
	if (current->mm && !(current->flags & PF_EXITING))
		inherit(parent);
	kref_put(&parent->references, free_process);
	user_unlock();
}

static void gone(bool exec)
{
	struct user_process *process;

	user_lock();
	process = find_locked(current->tgid);
	if (process && !(exec && process->mm == current->mm))
		user_process_retire(process);
	while (orphans)
		user_processes_settle();
	if (exec && user_watch_names(current->tgid))
		user_process_follow(current, current->mm);
	user_unlock();
}

static const struct lifecycle_ops ops = {
	.interested = interested,
	.hold = hold,
	.forked = forked,
	.let_go = let_go,
	.gone = gone,
	.follows = user_watch_follows,
	.mapped = user_watch_mapped,
};

/* --- what consumers left
 * -------------------------------------------------------------------------------- */

static bool is_wanted(const struct attachment *attachment)
{
	struct user_probe *probe;
	bool wanted = false;

	dtrace_provider_lock();
	list_for_each_entry(probe, &attachment->probes, link)
		wanted |= dtrace_probe_wanted(probe->id);
	dtrace_provider_unlock();
	return wanted;
}

static void sweep(struct user_process *process)
{
	struct attachment *attachment, *next;

	list_for_each_entry_safe(attachment, next, &process->attachments, link)
		if (attachment->image->by_consumer && !is_wanted(attachment))
			free_attachment(process, attachment);
}

void user_processes_sweep(void)
{
	struct user_process *process;
	struct hlist_node *next;
	int bucket;

	user_lock();
	hash_for_each_safe(table, bucket, next, process, node) sweep(process);
	user_processes_settle();
	user_unlock();
}

void user_processes_show(struct seq_file *seq)
{
	struct user_process *process;
	int bucket;

	hash_for_each(table, bucket, process, node)
		seq_printf(seq, "%d %u images %u probes %u sites%s\n", process->tgid, process->images,
			   process->probes, process->sites,
			   user_member_matters(&process->member) ? ", a family's" : "");
}

int user_processes_start(void)
{
	int error;

	dt_mutex_init(&users, "users");
	error = lifecycle_start(&ops);
	if (error)
		dt_mutex_destroy(&users);
	return error;
}

/* Nobody can have the devices open any more; records are of processes that live on. */
void user_processes_stop(void)
{
	struct user_process *process;
	struct hlist_node *next;
	int bucket;

	lifecycle_stop();
	user_lock();
	hash_for_each_safe(table, bucket, next, process, node) user_process_retire(process);
	user_unlock();
	dt_mutex_destroy(&users);
}
