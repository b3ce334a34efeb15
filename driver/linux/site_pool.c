/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * What places are given: out-of-line slots of the array in module text, and a per-CPU hit
 * counter.
 *
 * A slot that a place has given back may still be executed by a task that was preempted in it, so
 * it waits in limbo until everybody has moved on (tasks_move_on()). Unused slots read int3.
 *
 * A task may also be at the first instructions of a trampoline, interrupts still on, when its place
 * is freed. So a trampoline holds no pointer: its number is looked up in slot_places[] with
 * interrupts off, and slot_unbind() and a synchronisation come before the place is freed.
 *
 * Thread context, site lock held, except slots_recycle(), tasks_move_on() and what is [hit].
 */
#include <linux/bitmap.h>
#include <linux/cpu.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/percpu.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/workqueue.h>

#include "compat.h"
#include "patch.h"
#include "site_internal.h"
#include "site_lock.h"

extern void jump_stub(void);		     /* stub.S; not for calling */

struct place *slot_places[SLOT_COUNT];

static DECLARE_BITMAP(taken, SLOT_COUNT); /* in use or in limbo */
static DECLARE_BITMAP(limbo, SLOT_COUNT);
static DECLARE_BITMAP(waiting, SLOT_COUNT); /* slots_recycle()'s share of limbo */
static size_t taken_count, limbo_count;
static unsigned long next_slot; /* where to look for a free one */
static bool ran_out;		/* since slots_ran_out() was last asked */

#define COUNTERS 512

struct counter_block {
	struct list_head all;
	u64 __percpu *counters;
	unsigned int used;
	DECLARE_BITMAP(taken, COUNTERS);
};
static LIST_HEAD(counter_blocks);

unsigned long slot_take(size_t spare)
{
	unsigned long i = find_next_zero_bit(taken, SLOT_COUNT, next_slot);

	if (i >= SLOT_COUNT)
		i = find_first_zero_bit(taken, SLOT_COUNT);
	if (taken_count + spare >= SLOT_COUNT) {
		ran_out = true;
		return 0;
	}
	__set_bit(i, taken);
	next_slot = i + 1;
	taken_count++;
	return (unsigned long)site_slots[i];
}

void slot_unbind(unsigned long slot)
{
	if (slot)
		WRITE_ONCE(slot_places[slot_index(slot)], NULL);
}

void slot_give(unsigned long slot)
{
	if (!slot)
		return;
	slot_unbind(slot);
	__set_bit(slot_index(slot), limbo);
	limbo_count++;
}

bool slots_in_limbo(void)
{
	return limbo_count;
}

bool slots_ran_out(void)
{
	bool answer = ran_out;

	ran_out = false;
	return answer;
}

size_t slots_used(void)
{
	return taken_count;
}

void *slots_map(void)
{
	return patch_map((unsigned long)site_slots, sizeof(site_slots));
}

void slots_unmap(void *alias)
{
	patch_unmap(alias);
}

int slot_write(struct place *place, void *alias)
{
	u8 *to = alias + (place->slot - (unsigned long)site_slots);
	struct x86_insn insn;
	int length;

	length = x86_decode(place->original, place->length, &insn);
	if (length > 0)
		length = x86_relocate(&insn, place->original, place->address, to, place->slot,
				      SLOT_SIZE - X86_JUMP_LENGTH);
	if (length < 0)
		return length;
	memset(to + length, 0xcc, SLOT_SIZE - length);
	length = x86_make_jump(to + length, place->slot + length, place->address + place->length);
	return length < 0 ? length : 0;
}

int trampoline_write(struct place *place, void *alias)
{
	u8 *to = alias + (place->trampoline - (unsigned long)site_slots);
	struct x86_moved moved;
	int result;

	memset(to, 0xcc, SLOT_SIZE);
	result = x86_make_jump(to, place->trampoline, (unsigned long)jump_stub);
	if (result < 0)
		return result;
	to[0] = 0xe8; /* call rel32 instead of jmp rel32 */
	result = x86_relocate_sequence(place->original, place->taken, place->address,
				       to + TRAMPOLINE_COPY, place->trampoline + TRAMPOLINE_COPY,
				       SLOT_SIZE - TRAMPOLINE_COPY, &moved);
	if (!result)
		WRITE_ONCE(slot_places[slot_index(place->trampoline)], place);
	return result;
}

/* --- waiting until nobody is in there --------------------------------------------------------- */

static void visit(struct work_struct *work)
{
}

/*
 * The idle tasks, which RCU-tasks passes over on some kernels: a CPU that runs a work item has left
 * its own. (An interrupt would not do: the idle task goes on afterwards where it was.)
 */
static void visit_all_cpus(void)
{
	static DEFINE_PER_CPU(struct work_struct, visits);
	unsigned int cpu;

	cpus_read_lock();
	for_each_online_cpu(cpu) {
		INIT_WORK(per_cpu_ptr(&visits, cpu), visit);
		schedule_work_on(cpu, per_cpu_ptr(&visits, cpu));
	}
	for_each_online_cpu(cpu)
		flush_work(per_cpu_ptr(&visits, cpu));
	cpus_read_unlock();
}

void tasks_move_on(void)
{
	static DEFINE_MUTEX(one_at_a_time); /* guards visit_all_cpus() */

	synchronize_rcu_tasks();
	mutex_lock(&one_at_a_time);
	visit_all_cpus();
	mutex_unlock(&one_at_a_time);
}

static void free_waiting(void)
{
	void *alias = slots_map();
	unsigned long i;

	for_each_set_bit(i, waiting, SLOT_COUNT) {
		if (alias)
			memset(alias + i * SLOT_SIZE, 0xcc, SLOT_SIZE);
		__clear_bit(i, taken);
		taken_count--;
	}
	if (alias)
		slots_unmap(alias);
	bitmap_zero(waiting, SLOT_COUNT);
}

static bool begin_recycling(void)
{
	bool any;

	site_lock();
	any = limbo_count;
	bitmap_copy(waiting, limbo, SLOT_COUNT);
	bitmap_zero(limbo, SLOT_COUNT);
	limbo_count = 0;
	site_unlock();
	return any;
}

/*
 * The wait may need the CPU hotplug lock, whose holder may wait for the site lock: so without it.
 */
bool slots_recycle(void)
{
	static DEFINE_MUTEX(one_at_a_time); /* guards `waiting` */
	bool any;

	mutex_lock(&one_at_a_time);
	any = begin_recycling();
	if (any) {
		tasks_move_on();
		site_lock();
		free_waiting();
		site_unlock();
	}
	mutex_unlock(&one_at_a_time);
	return any;
}

static struct counter_block *new_counters(void)
{
	struct counter_block *block = kzalloc(sizeof(*block), GFP_KERNEL);

	if (!block)
		return NULL;
	block->counters = __alloc_percpu(COUNTERS * sizeof(u64), sizeof(u64));
	if (!block->counters) {
		kfree(block);
		return NULL;
	}
	list_add(&block->all, &counter_blocks);
	return block;
}

static struct counter_block *block_with_room(void)
{
	struct counter_block *block;

	/* Full blocks move to the tail, so the first one tells. */
	block = list_first_entry_or_null(&counter_blocks, struct counter_block, all);
	return block && block->used < COUNTERS ? block : new_counters();
}

u64 __percpu *hits_take(void)
{
	struct counter_block *block = block_with_room();
	unsigned int i, cpu;

	if (!block)
		return NULL;
	i = find_first_zero_bit(block->taken, COUNTERS);
	__set_bit(i, block->taken);
	if (++block->used == COUNTERS)
		list_move_tail(&block->all, &counter_blocks);
	for_each_possible_cpu(cpu)
		*per_cpu_ptr(block->counters + i, cpu) = 0;
	return block->counters + i;
}

static void free_block(struct counter_block *block)
{
	list_del(&block->all);
	free_percpu(block->counters);
	kfree(block);
}

/* No hit may still count there. */
void hits_give(u64 __percpu *hits)
{
	struct counter_block *block;

	list_for_each_entry(block, &counter_blocks, all) {
		if (hits < block->counters || hits >= block->counters + COUNTERS)
			continue;
		__clear_bit(hits - block->counters, block->taken);
		list_move(&block->all, &counter_blocks);
		if (!--block->used)
			free_block(block);
		return;
	}
}

void site_pool_stop(void)
{
	struct counter_block *block, *next;

	if (taken_count)
		tasks_move_on();
	list_for_each_entry_safe(block, next, &counter_blocks, all)
		free_block(block);
}
