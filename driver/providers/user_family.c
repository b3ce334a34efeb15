/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Who fires the pid probes of a process: itself, the children that it forks, and theirs. An exec
 * leaves the family; a process that is probed itself has one of its own, `up` of which is the one it
 * was born into.
 *
 * A family lives while its first process has probes that follow, or is followed by its number (which
 * may lead to such probes). Members are found by their address space, so that one that was made by
 * vfork, or shares it otherwise, counts as the one whose space it is.
 *
 * The table is walked under RCU alone, from breakpoints and where uprobes ask which address space
 * they are meant for; members leave it before their memory is given to kfree_rcu(), as is a
 * family's. Everything else: users lock.
 */
#include <linux/hashtable.h>
#include <linux/rculist.h>
#include <linux/refcount.h>
#include <linux/slab.h>

#include "user.h"

struct user_family {
	refcount_t references;
	struct rcu_head rcu;
	struct user_family *up; /* a reference, or NULL */
	pid_t first;
	unsigned int attached; /* images whose probes follow */
	bool ended;
};

static DEFINE_HASHTABLE(table, 8);
static DEFINE_RAW_SPINLOCK(table_lock); /* writers; readers who keep what they find */

/* --- families ------------------------------------------------------------------------------------ */

/* A loop: a chain of forks is as long as a program likes. */
void user_family_put(struct user_family *family)
{
	struct user_family *up;

	for (; family && refcount_dec_and_test(&family->references); family = up) {
		up = family->up;
		kfree_rcu(family, rcu);
	}
}

struct user_family *user_family_get(struct user_family *family)
{
	if (family)
		refcount_inc(&family->references);
	return family;
}

static bool lives(const struct user_family *family)
{
	return !family->ended && (family->attached || user_watch_names(family->first));
}

/* The nearest that lives; NULL: none. */
static struct user_family *living(struct user_family *family)
{
	while (family && !lives(family))
		family = family->up;
	return family;
}

void user_family_attach(struct user_family *family, bool on)
{
	family->attached += on ? 1 : -1;
}

/* --- members ------------------------------------------------------------------------------------- */

void user_member_add(struct user_member *member, const struct mm_struct *mm)
{
	unsigned long flags;

	member->mm = mm;
	raw_spin_lock_irqsave(&table_lock, flags);
	hash_add_rcu(table, &member->node, (unsigned long)mm);
	raw_spin_unlock_irqrestore(&table_lock, flags);
}

bool user_member_leave(struct user_member *member, pid_t tgid)
{
	struct user_family *family = member->family;
	unsigned long flags;

	raw_spin_lock_irqsave(&table_lock, flags);
	hash_del_rcu(&member->node);
	raw_spin_unlock_irqrestore(&table_lock, flags);
	if (!family || family->first != tgid)
		return false;
	WRITE_ONCE(family->ended, true);
	return true;
}

bool user_member_matters(const struct user_member *member)
{
	return living(member->family);
}

struct user_family *user_member_own(struct user_member *member, pid_t tgid)
{
	struct user_family *up = member->family, *family;

	if (up && up->first == tgid && !up->ended)
		return up;
	family = kzalloc(sizeof(*family), GFP_KERNEL_ACCOUNT);
	if (!family)
		return NULL;
	refcount_set(&family->references, 1);
	family->first = tgid;
	family->up = user_family_get(living(up));
	rcu_assign_pointer(member->family, family);
	user_family_put(up);
	return family;
}

void user_member_inherit(struct user_member *child, const struct user_member *parent)
{
	if (!child->family)
		rcu_assign_pointer(child->family, user_family_get(living(parent->family)));
}

/* --- without the lock ---------------------------------------------------------------------------- */

static struct user_member *find(const struct mm_struct *mm)
{
	struct user_member *member;

	hash_for_each_possible_rcu(table, member, node, (unsigned long)mm)
		if (member->mm == mm)
			return member;
	return NULL;
}

static const struct user_family *family_of(const struct mm_struct *mm)
{
	const struct user_member *member = find(mm);

	return member ? rcu_dereference(member->family) : NULL;
}

bool user_family_has(const struct user_family *family, const struct mm_struct *mm)
{
	const struct user_family *other;

	rcu_read_lock();
	for (other = family_of(mm); other && other != family; other = other->up)
		;
	rcu_read_unlock();
	return other;
}

bool user_families_any(const struct mm_struct *mm, bool (*test)(pid_t first, void *argument),
		       void *argument)
{
	const struct user_family *family;
	bool found = false;

	rcu_read_lock();
	for (family = family_of(mm); family && !found; family = family->up)
		found = !READ_ONCE(family->ended) && test(family->first, argument);
	rcu_read_unlock();
	return found;
}

void *user_member_hold(const struct mm_struct *mm, void *(*hold)(struct user_member *member))
{
	struct user_member *member;
	unsigned long flags;
	void *held;

	raw_spin_lock_irqsave(&table_lock, flags);
	member = find(mm);
	held = member ? hold(member) : NULL;
	raw_spin_unlock_irqrestore(&table_lock, flags);
	return held;
}
