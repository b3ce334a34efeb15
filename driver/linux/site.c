/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Sites and places on the control path: making, wishing, committing, destroying.
 *
 * Invariants: a place is `armed` from before its breakpoint is written until after the
 * synchronisation that follows its removal, so a hit always finds it so; the trap is on while any
 * place is armed; while suspended none is armed. Everything here is thread context under the site
 * lock.
 */
#include <linux/delay.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/timekeeping.h>

#include "compat.h"
#include "mutex.h"
#include "owned.h"
#include "patch.h"
#include "proc.h"
#include "site_internal.h"
#include "site_lock.h"
#include "slots.h"
#include "symbols.h"
#include "trap.h"
#include "xcall.h"

static struct dt_mutex lock;
static LIST_HEAD(dirty_places);
static size_t armed_count;
static unsigned int suspensions;
static u64 last_arm_ns, last_disarm_ns;

void site_lock(void)
{
	dt_mutex_lock(&lock);
}

void site_unlock(void)
{
	dt_mutex_unlock(&lock);
}

/* --- commit ------------------------------------------------------------------------------------
 */

static bool is_wished(const struct place *place)
{
	const struct site *site;

	for (site = place->users; site; site = site->next)
		if (site->wish)
			return true;
	return false;
}

static void mark_dirty(struct place *place)
{
	if (list_empty(&place->dirty))
		list_add_tail(&place->dirty, &dirty_places);
}

/* A set of places that change the same way, and their patches. */
struct batch {
	struct patch *patches;
	size_t count;
	size_t refused; /* dropped out on the way */
};

/* Room for a commit when there is no memory: it then takes more rounds. */
#define SPARE 64
static struct patch spare_arm[SPARE], spare_disarm[SPARE];

/* Returns the room there is. */
static size_t batch_make(struct batch *batch, struct patch *spare, size_t room)
{
	*batch = (struct batch){};
	batch->patches = kvmalloc_array(room, sizeof(*batch->patches), GFP_KERNEL);
	if (batch->patches)
		return room;
	batch->patches = spare;
	return SPARE;
}

static void batch_free(struct batch *batch, const struct patch *spare)
{
	if (batch->patches != spare)
		kvfree(batch->patches);
}

static void add_arm(struct batch *batch, struct place *place)
{
	batch->patches[batch->count++] = (struct patch){
		.address = place->address,
		.owner = place,
		.expected = place->original,
		.compare = place->length,
		.length = 1,
		.bytes = {BREAKPOINT},
	};
}

static void add_disarm(struct batch *batch, struct place *place)
{
	static const u8 breakpoint = BREAKPOINT;

	batch->patches[batch->count++] = (struct patch){
		.address = place->address,
		.owner = place,
		.expected = &breakpoint,
		.compare = 1,
		.length = 1,
		.bytes = {place->original[0]},
	};
}

/* The place stays wished for and is tried again at the next commit. */
static void refuse(struct batch *batch, struct place *place, int reason)
{
	place->status = reason;
	mark_dirty(place);
	batch->refused++;
	proc_event(PROC_EVENT_REFUSED, place->address, -reason);
}

/*
 * Our breakpoint still stands where it should have been restored: there was no memory for the
 * mapping.
 */
static bool is_left_over(const struct patch *patch)
{
	return !patch->done && READ_ONCE(*(const u8 *)patch->address) == BREAKPOINT;
}

/* Breakpoints must not stay behind: try until they are out. */
static void restore(struct batch *batch)
{
	size_t i = 0;

	patch_apply(batch->patches, batch->count);
	while (i < batch->count) {
		if (is_left_over(&batch->patches[i])) {
			msleep(1);
			patch_apply(batch->patches, batch->count);
		} else {
			i++;
		}
	}
}

/* Restore the bytes of a batch. When it returns no CPU is in a hit of them. */
static void disarm(struct batch *batch)
{
	u64 start = ktime_get_mono_fast_ns();
	size_t i;

	restore(batch);
	xcall_synchronize();
	for (i = 0; i < batch->count; i++) {
		struct place *place = batch->patches[i].owner;

		WRITE_ONCE(place->armed, false);
		place->status = batch->patches[i].done ? 0 : SITE_TEXT_CHANGED;
	}
	armed_count -= batch->count;
	last_disarm_ns = ktime_get_mono_fast_ns() - start;
	proc_event(PROC_EVENT_DISARM, batch->count, last_disarm_ns);
}

/* An out-of-line copy for a place that needs one. 0 or a refusal. */
static int fill_slot(struct place *place, void *alias)
{
	int reason;

	if (x86_must_emulate(&place->plan) || place->slot)
		return 0;
	place->slot = alias ? slot_take() : 0;
	if (!place->slot)
		return SITE_NO_SLOT;
	reason = slot_write(place, alias);
	if (reason) {
		slot_give(place->slot);
		place->slot = 0;
	}
	return reason;
}

/* Those that get no slot drop out. */
static void fill_slots(struct batch *batch)
{
	void *alias = slots_map();
	size_t i, kept = 0;

	for (i = 0; i < batch->count; i++) {
		struct place *place = batch->patches[i].owner;
		int reason = fill_slot(place, alias);

		if (reason)
			refuse(batch, place, reason);
		else
			batch->patches[kept++] = batch->patches[i];
	}
	batch->count = kept;
	if (alias)
		slots_unmap(alias);
}

static void write_breakpoints(struct batch *batch)
{
	size_t i;

	for (i = 0; i < batch->count; i++)
		WRITE_ONCE(((struct place *)batch->patches[i].owner)->armed, true);
	smp_wmb();
	armed_count += patch_apply(batch->patches, batch->count);
	xcall_synchronize();
	for (i = 0; i < batch->count; i++) {
		struct place *place = batch->patches[i].owner;

		place->status = 0;
		if (batch->patches[i].done)
			continue;
		WRITE_ONCE(place->armed, false);
		refuse(batch, place, SITE_TEXT_CHANGED);
	}
}

static int arm(struct batch *batch)
{
	u64 start = ktime_get_mono_fast_ns();
	size_t i;
	int error;

	fill_slots(batch);
	error = batch->count ? trap_on() : 0;
	if (error) {
		for (i = 0; i < batch->count; i++)
			mark_dirty(batch->patches[i].owner);
		return error;
	}
	write_breakpoints(batch);
	last_arm_ns = ktime_get_mono_fast_ns() - start;
	proc_event(PROC_EVENT_ARM, batch->count, last_arm_ns);
	return batch->refused;
}

/* Let the handlers follow their wishes. True if one that was active is not any more. */
static bool publish_wishes(struct place *place)
{
	struct site *site;
	bool ended = false;

	for (site = place->users; site; site = site->next) {
		ended |= site->active && !site->wish;
		WRITE_ONCE(site->active, site->wish);
	}
	return ended;
}

/*
 * Take up to `room` dirty places. Those without a change of their byte need at most a
 * synchronisation.
 */
static bool sort_out(struct batch *to_arm, struct batch *to_disarm, size_t room)
{
	bool ended = false;

	while (room-- && !list_empty(&dirty_places)) {
		struct place *place = list_first_entry(&dirty_places, struct place, dirty);
		bool wished = is_wished(place);

		list_del_init(&place->dirty);
		ended |= publish_wishes(place);
		if (place->armed && (!wished || suspensions || place->dead))
			add_disarm(to_disarm, place);
		else if (wished && !place->armed && !suspensions && !place->dead)
			add_arm(to_arm, place);
		else if (!wished)
			place->status = 0;
	}
	return ended;
}

/*
 * Make real what up to `count` places wish; returns how many places were looked at, *result as
 * site_commit().
 */
static size_t commit_round(size_t count, int *result)
{
	struct batch to_arm, to_disarm;
	size_t room = min(batch_make(&to_arm, spare_arm, count),
			  batch_make(&to_disarm, spare_disarm, count));
	bool ended = sort_out(&to_arm, &to_disarm, room);

	if (to_disarm.count)
		disarm(&to_disarm);
	else if (ended)
		xcall_synchronize();
	if (to_arm.count) {
		int refused = arm(&to_arm);

		*result = refused < 0 || *result < 0 ? min(refused, *result) : *result + refused;
	}
	batch_free(&to_arm, spare_arm);
	batch_free(&to_disarm, spare_disarm);
	return room;
}

static int commit_locked(void)
{
	struct place *place;
	size_t count = 0;
	int result = 0;

	list_for_each_entry(place, &dirty_places, dirty)
		count++;
	while (count)
		count -= min(count, commit_round(count, &result));
	if (!armed_count)
		trap_off();
	return result;
}

int site_commit(void)
{
	bool again;
	int result;

	site_lock();
	result = commit_locked();
	again = slots_ran_out();
	site_unlock();
	if (!again || !slots_recycle())
		return result;
	site_lock();
	result = commit_locked();
	site_unlock();
	return result;
}

/*
 * --- handles
 * --------------------------------------------------------------------------------------
 */

static void set_wish(struct site *site, bool wish)
{
	site_lock();
	if (site->wish != wish) {
		site->wish = wish;
		mark_dirty(site->place);
	}
	site_unlock();
}

void site_enable(struct site *site)
{
	set_wish(site, true);
}

void site_disable(struct site *site)
{
	set_wish(site, false);
}

static struct place *place_make(unsigned long address, const struct site_verdict *verdict)
{
	struct place *place = kzalloc(sizeof(*place), GFP_KERNEL);

	if (!place)
		return NULL;
	place->address = address;
	place->form = PLACE_INT3;
	place->plan = verdict->plan;
	place->length = verdict->length;
	memcpy(place->original, verdict->bytes, verdict->length);
	INIT_LIST_HEAD(&place->dirty);
	place->hits = hits_take();
	if (place->hits && !place_add(place))
		return place;
	if (place->hits)
		hits_give(place->hits);
	kfree(place);
	return NULL;
}

/* Nobody can see it any more. */
static void place_free(struct place *place)
{
	slot_give(place->slot);
	hits_give(place->hits);
	kfree(place);
}

static struct place *place_for(const struct site_request *request, const struct owned *owned,
			       int *reason)
{
	struct place *place = place_find(request->address);
	struct site_verdict verdict;

	if (place)
		return place;
	*reason = site_check(request->module, owned, request->address, &verdict);
	if (*reason)
		return NULL;
	place = place_make(request->address, &verdict);
	if (!place)
		*reason = SITE_NO_MEMORY;
	return place;
}

/* Append: a hit may be walking the list. */
static void attach(struct place *place, struct site *site)
{
	struct site **link = &place->users;

	while (*link)
		link = &(*link)->next;
	site->place = place;
	smp_store_release(link, site);
}

static void detach(struct site *site)
{
	struct site **link = &site->place->users;

	while (*link != site)
		link = &(*link)->next;
	WRITE_ONCE(*link, site->next);
}

static int create_one(struct site_request *request, const struct owned *owned)
{
	struct site *site = kzalloc(sizeof(*site), GFP_KERNEL);
	struct place *place;
	int reason = SITE_NO_MEMORY;

	if (!site)
		return reason;
	site->handler = request->handler;
	site->data = request->data;
	site->kind = request->kind;
	place = place_for(request, owned, &reason);
	if (!place) {
		kfree(site);
		return reason;
	}
	attach(place, site);
	request->site = site;
	return 0;
}

/* What the kernel patches itself, for the module of a series of requests. */
struct owner_cache {
	const struct module *module;
	struct owned *owned; /* of the module; NULL: none made */
};

static const struct owned *owned_of(struct owner_cache *cache, const struct module *module)
{
	if (!module)
		return site_kernel_owned();
	if (cache->owned && cache->module == module)
		return cache->owned;
	owned_free(cache->owned);
	cache->module = module;
	if (owned_make(module, &cache->owned))
		cache->owned = NULL;
	return cache->owned;
}

size_t site_create(struct site_request *requests, size_t count)
{
	struct owner_cache cache = {};
	size_t i, made = 0;

	site_lock();
	for (i = 0; i < count; i++) {
		struct site_request *request = &requests[i];
		const struct owned *owned = owned_of(&cache, request->module);

		request->site = NULL;
		request->reason = owned ? create_one(request, owned) : SITE_NO_MEMORY;
		made += !request->reason;
	}
	site_unlock();
	owned_free(cache.owned);
	return made;
}

/* Out of the users' list; a place without users goes to `unused` and out of the table. */
static void remove_site(struct site *site, struct list_head *unused)
{
	struct place *place = site->place;

	detach(site);
	if (place->users)
		return;
	if (!place->dead)
		place_remove(place);
	list_del(&place->dirty);
	list_add(&place->dirty, unused);
}

void site_destroy(struct site **sites, size_t count)
{
	struct place *place, *next;
	LIST_HEAD(unused);
	size_t i;

	if (!count)
		return;
	site_lock();
	for (i = 0; i < count; i++) {
		if (!sites[i] || !sites[i]->wish)
			continue;
		sites[i]->wish = false;
		mark_dirty(sites[i]->place);
	}
	commit_locked();
	for (i = 0; i < count; i++)
		if (sites[i])
			remove_site(sites[i], &unused);
	place_table_shrink();
	xcall_synchronize();
	for (i = 0; i < count; i++) {
		kfree(sites[i]);
		sites[i] = NULL;
	}
	list_for_each_entry_safe(place, next, &unused, dirty)
		place_free(place);
	site_unlock();
}

int site_status(const struct site *site)
{
	return READ_ONCE(site->place->status);
}

unsigned long site_address(const struct site *site)
{
	return site->place->address;
}

void *site_data(const struct site *site)
{
	return site->data;
}

enum site_kind site_kind(const struct site *site)
{
	return site->kind;
}

u64 site_hits(const struct site *site)
{
	unsigned int cpu;
	u64 hits = 0;

	for_each_possible_cpu(cpu)
		hits += READ_ONCE(*per_cpu_ptr(site->place->hits, cpu));
	return hits;
}

/*
 * --- all at once
 * ---------------------------------------------------------------------------------------
 */

struct text_range {
	unsigned long start, end;
	struct list_head gone;
};

static void note_dying(struct place *place, void *data)
{
	struct text_range *range = data;

	if (place->address < range->start || place->address >= range->end)
		return;
	place->dead = true;
	place->status = SITE_NOT_TEXT;
	mark_dirty(place);
}

static void forget_dead(struct place *place, void *unused)
{
	if (place->dead)
		place_remove(place);
}

void site_forget_range(unsigned long start, unsigned long end)
{
	struct text_range range = {.start = start, .end = end};

	site_lock();
	place_each(note_dying, &range);
	commit_locked();
	place_each(forget_dead, NULL);
	place_table_shrink();
	site_unlock();
}

static void mark_place(struct place *place, void *unused)
{
	mark_dirty(place);
}

void sites_suspend(void)
{
	site_lock();
	proc_event(PROC_EVENT_SUSPEND, suspensions, 0);
	if (!suspensions++) {
		place_each(mark_place, NULL);
		commit_locked();
	}
	site_unlock();
}

void sites_resume(void)
{
	site_lock();
	proc_event(PROC_EVENT_RESUME, suspensions, 0);
	if (!--suspensions) {
		place_each(mark_place, NULL);
		commit_locked();
	}
	site_unlock();
}

void site_totals(struct site_totals *totals)
{
	site_lock();
	*totals = (struct site_totals){
		.places = place_count(),
		.table_size = place_table_size(),
		.armed = armed_count,
		.slots = SLOT_COUNT,
		.slots_used = slots_used(),
		.arm_ns = last_arm_ns,
		.disarm_ns = last_disarm_ns,
	};
	site_unlock();
}

/* --- life
 * --------------------------------------------------------------------------------------------------
 */

static int on_module(struct notifier_block *block, unsigned long event, void *data)
{
	unsigned long start, end;

	if (event != MODULE_STATE_GOING && event != MODULE_STATE_LIVE)
		return NOTIFY_DONE;
	symbol_module_init_text(data, &start, &end);
	if (start != end)
		site_forget_range(start, end);
	if (event == MODULE_STATE_LIVE)
		return NOTIFY_OK;
	symbol_module_text(data, &start, &end);
	site_forget_range(start, end);
	return NOTIFY_OK;
}

static struct notifier_block module_block = {.notifier_call = on_module, .priority = INT_MIN};

int sites_start(void)
{
	int error;

	dt_mutex_init(&lock, "sites");
	error = place_table_start();
	if (error)
		goto no_table;
	error = site_checks_start();
	if (error)
		goto no_checks;
	error = site_hits_start();
	if (error)
		goto no_hits;
	error = register_module_notifier(&module_block);
	if (error)
		goto no_notifier;
	return 0;

no_notifier:
	site_hits_stop();
no_hits:
	site_checks_stop();
no_checks:
	place_table_stop();
no_table:
	dt_mutex_destroy(&lock);
	return error;
}

/* All handles have been destroyed by their users. */
void sites_stop(void)
{
	unregister_module_notifier(&module_block);
	WARN_ON(place_count() || armed_count);
	site_pool_stop();
	site_hits_stop();
	site_checks_stop();
	place_table_stop();
	dt_mutex_destroy(&lock);
}
