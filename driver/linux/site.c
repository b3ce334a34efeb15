/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Sites and places on the control path: making, wishing, committing, destroying.
 *
 * Invariants: the trap is on while any place is armed; while suspended none is armed, but those
 * that are held (site_text.c), whose jumps need no trap. A held place may outlive its users: it
 * stays in the table until it is out of the text. Everything here is thread context under the site
 * lock.
 */
#include <linux/delay.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "compat.h"
#include "mutex.h"
#include "owned.h"
#include "proc.h"
#include "site_internal.h"
#include "site_lock.h"
#include "symbols.h"
#include "trap.h"
#include "xcall.h"

static struct dt_mutex lock;
static LIST_HEAD(dirty_places);
static unsigned int suspensions;

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

void place_refuse(struct batch *batch, struct place *place, int reason)
{
	place->status = reason;
	mark_dirty(place);
	batch->refused++;
	proc_event(PROC_EVENT_REFUSED, place->address, -reason);
}

/* Those that get no slot drop out. */
static void choose_forms(struct batch *batch)
{
	void *alias = slots_map();
	size_t i, kept = 0;

	for (i = 0; i < batch->count; i++) {
		struct place *place = batch->patches[i].owner;
		int reason = place_choose(place, alias);

		if (reason)
			place_refuse(batch, place, reason);
		else
			batch->patches[kept++] = batch->patches[i];
	}
	batch->count = kept;
	if (alias)
		slots_unmap(alias);
}

static int arm(struct batch *batch)
{
	size_t i;
	int error;

	choose_forms(batch);
	error = batch->count ? trap_on() : 0;
	if (error) {
		for (i = 0; i < batch->count; i++)
			mark_dirty(batch->patches[i].owner);
		return error;
	}
	text_arm(batch);
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
			batch_add(to_disarm, place);
		else if (wished && !place->armed && !suspensions && !place->dead)
			batch_add(to_arm, place);
		else if (!wished || place->armed)
			place->status = 0;
	}
	return ended;
}

/* No hit finds it from the next synchronisation on. */
static void hide(struct place *place)
{
	if (!place->dead)
		place_remove(place);
	slot_unbind(place->trampoline);
}

/* Nobody can see it any more. */
static void place_free(struct place *place)
{
	slot_give(place->slot);
	slot_give(place->trampoline);
	hits_give(place->hits);
	kfree(place);
}

static void free_hidden(struct list_head *places)
{
	struct place *place, *next;

	list_for_each_entry_safe(place, next, places, dirty)
		place_free(place);
}

/* Of those that have just been disarmed, the ones that had been held and have outlived their users.
 */
static void bury(struct batch *batch)
{
	LIST_HEAD(dead);
	size_t i;

	for (i = 0; i < batch->count; i++) {
		struct place *place = batch->patches[i].owner;

		if (place->users)
			continue;
		hide(place);
		list_move(&place->dirty, &dead);
	}
	if (list_empty(&dead))
		return;
	xcall_synchronize();
	free_hidden(&dead);
}

/*
 * Make real what up to `count` places wish; returns how many places were looked at, *result as
 * site_commit().
 */
static size_t commit_round(size_t count, int *result)
{
	struct batch to_arm, to_disarm;
	size_t room = min(batch_make(&to_arm, 0, count), batch_make(&to_disarm, 1, count));
	bool ended = sort_out(&to_arm, &to_disarm, room);

	if (to_disarm.count) {
		text_disarm(&to_disarm);
		bury(&to_disarm);
	} else if (ended) {
		xcall_synchronize();
	}
	if (to_arm.count) {
		int refused = arm(&to_arm);

		*result = refused < 0 || *result < 0 ? min(refused, *result) : *result + refused;
	}
	batch_free(&to_arm, 0);
	batch_free(&to_disarm, 1);
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
	if (!text_armed())
		trap_off();
	jumps_soon();
	return result;
}

void sites_retry(void)
{
	commit_locked();
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
	place->plan = verdict->plan;
	place->length = verdict->length;
	place->taken = verdict->taken;
	place->no_jump = verdict->no_jump;
	memcpy(place->original, verdict->bytes, max(verdict->length, verdict->taken));
	INIT_LIST_HEAD(&place->dirty);
	place->hits = hits_take();
	if (place->hits && !place_add(place))
		return place;
	if (place->hits)
		hits_give(place->hits);
	kfree(place);
	return NULL;
}

static struct place *place_for(const struct site_request *request, const struct owned *owned,
			       int *reason)
{
	struct place *place = place_find(request->address);
	struct site_verdict verdict;

	if (place)
		return place;
	*reason = site_check(request->module, owned, request->address, &verdict);
	if (!*reason)
		*reason = jumps_make_way(request->address);
	if (*reason)
		return NULL;
	site_check_jump(request, owned, &verdict);
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
	/* Held: bury() will come for it. */
	if (place->users || place->armed)
		return;
	hide(place);
	list_move(&place->dirty, unused);
}

void site_destroy(struct site **sites, size_t count)
{
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
	free_hidden(&unused);
	jumps_soon();
	site_unlock();
}

int site_status(const struct site *site)
{
	return READ_ONCE(site->place->status);
}

enum site_form site_form(const struct site *site, int *why)
{
	const struct place *place = site->place;

	*why = READ_ONCE(place->why_int3);
	if (!READ_ONCE(place->armed))
		return SITE_FORM_NONE;
	if (READ_ONCE(place->form) == PLACE_JUMP)
		return SITE_FORM_JUMP;
	return *why ? SITE_FORM_INT3 : SITE_FORM_BECOMING;
}

unsigned long site_address(const struct site *site)
{
	return site->place->address;
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

/* Whoever still has a handle destroys it; the others were held. */
static void forget_dead(struct place *place, void *data)
{
	struct text_range *range = data;

	if (!place->dead)
		return;
	text_forget(place);
	place_remove(place);
	if (place->users)
		return;
	slot_unbind(place->trampoline);
	list_move(&place->dirty, &range->gone);
}

void site_forget_range(unsigned long start, unsigned long end)
{
	struct text_range range = {.start = start, .end = end};

	INIT_LIST_HEAD(&range.gone);
	site_lock();
	place_each(note_dying, &range);
	commit_locked();
	place_each(forget_dead, &range);
	if (!list_empty(&range.gone)) {
		xcall_synchronize();
		free_hidden(&range.gone);
	}
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

static void count_becoming(struct place *place, void *count)
{
	*(size_t *)count += place->armed && !place->why_int3 && place->form != PLACE_JUMP;
}

void site_totals(struct site_totals *totals)
{
	site_lock();
	*totals = (struct site_totals){
		.places = place_count(),
		.table_size = place_table_size(),
		.slots = SLOT_COUNT,
		.slots_used = slots_used(),
	};
	text_totals(totals);
	place_each(count_becoming, &totals->becoming);
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

/* There is no other way: somebody's breakpoint would lead into memory that is freed. */
static void wait_for_held(void)
{
	bool told = false;

	site_lock();
	while (text_armed()) {
		if (!told)
			pr_notice(
				"waiting for the end of other breakpoints on sites of ours (kprobes?)\n");
		told = true;
		site_unlock();
		msleep(100);
		site_lock();
		commit_locked();
	}
	site_unlock();
}

/* All handles have been destroyed by their users. */
void sites_stop(void)
{
	unregister_module_notifier(&module_block);
	jumps_stop();
	wait_for_held();
	WARN_ON(place_count() || text_armed());
	site_pool_stop();
	site_hits_stop();
	site_checks_stop();
	place_table_stop();
	dt_mutex_destroy(&lock);
}
