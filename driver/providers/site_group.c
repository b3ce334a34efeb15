/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * See site_group.h. The requests of a whole batch stand in one array, in the order of the
 * list of changed groups; so the answers are handed out by walking both again.
 *
 * Trap: giving 37,429 groups back one by one meant as many rounds to every CPU, minutes without
 * a reschedule (soft lockup). Sites leave together; test/vm/fbt-all.sh.
 */
#include <linux/mm.h>
#include <linux/slab.h>

#include "site_group.h"

void site_group_init(struct site_group *group)
{
	INIT_LIST_HEAD(&group->changed);
}

void site_group_want(struct site_batch *batch, struct site_group *group, bool wanted)
{
	group->wanted = wanted;
	if (list_empty(&group->changed))
		list_add_tail(&group->changed, &batch->changed);
}

/* --- making --------------------------------------------------------------------- */

static bool to_be_made(const struct site_group *group)
{
	return group->wanted && !group->sites;
}

static size_t count_requests(struct site_batch *batch)
{
	struct site_group *group;
	size_t total = 0;

	list_for_each_entry(group, &batch->changed, changed) {
		if (!to_be_made(group))
			continue;
		group->count = batch->requests(group, NULL);
		total += group->count;
	}
	return total;
}

static void fill_requests(struct site_batch *batch, struct site_request *requests)
{
	struct site_group *group;

	list_for_each_entry(group, &batch->changed, changed) {
		if (to_be_made(group))
			requests += batch->requests(group, requests);
	}
}

static int take_sites(struct site_batch *batch, struct site_group *group,
		      const struct site_request *requests)
{
	unsigned int i;

	group->sites = kvcalloc(group->count, sizeof(*group->sites), GFP_KERNEL);
	if (!group->sites)
		return -ENOMEM;
	for (i = 0; i < group->count; i++) {
		group->sites[i] = requests[i].site;
		if (!requests[i].site)
			batch->refused(group, requests[i].address, requests[i].reason);
	}
	return 0;
}

/* Without memory for its own list a group gives its sites back. */
static int hand_out_sites(struct site_batch *batch, struct site_request *requests)
{
	struct site_group *group;
	int error = 0;

	list_for_each_entry(group, &batch->changed, changed) {
		unsigned int i, count = group->count;

		if (!to_be_made(group) || count == 0)
			continue;
		if (take_sites(batch, group, requests)) {
			for (i = 0; i < count; i++)
				site_destroy(&requests[i].site, 1);
			group->wanted = false;
			error = -ENOMEM;
		}
		requests += count;
	}
	return error;
}

static int make_sites(struct site_batch *batch)
{
	size_t total = count_requests(batch);
	struct site_request *requests;
	int error;

	if (total == 0)
		return 0;
	requests = kvcalloc(total, sizeof(*requests), GFP_KERNEL);
	if (!requests)
		return -ENOMEM;
	fill_requests(batch, requests);
	site_create(requests, total);
	error = hand_out_sites(batch, requests);
	kvfree(requests);
	return error;
}

/* --- arming and giving back --------------------------------------------------------- */

static void mark_sites(struct site_group *group)
{
	unsigned int i;

	if (!group->sites)
		return;
	for (i = 0; i < group->count; i++) {
		if (!group->sites[i])
			continue;
		if (group->wanted)
			site_enable(group->sites[i]);
		else
			site_disable(group->sites[i]);
	}
}

static void report_refused(struct site_batch *batch)
{
	struct site_group *group;
	unsigned int i;

	list_for_each_entry(group, &batch->changed, changed) {
		for (i = 0; group->wanted && group->sites && i < group->count; i++) {
			struct site *site = group->sites[i];
			int reason = site ? site_status(site) : 0;

			if (reason)
				batch->refused(group, site_address(site), reason);
		}
	}
}

/* Sites on their way out, gathered: each destruction costs a round to every CPU. */
struct departure {
	struct site **sites;
	size_t count, room;
	struct site *spare[16]; /* when there is no memory: more rounds */
};

static void departure_begin(struct departure *departure, size_t room)
{
	departure->count = 0;
	departure->room = room;
	departure->sites = kvmalloc_array(room, sizeof(*departure->sites), GFP_KERNEL);
	if (departure->sites)
		return;
	departure->sites = departure->spare;
	departure->room = ARRAY_SIZE(departure->spare);
}

static void depart(struct departure *departure)
{
	site_destroy(departure->sites, departure->count);
	departure->count = 0;
}

static void departure_end(struct departure *departure)
{
	depart(departure);
	if (departure->sites != departure->spare)
		kvfree(departure->sites);
}

static void free_sites(struct departure *departure, struct site_group *group)
{
	unsigned int i;

	if (!group->sites)
		return;
	for (i = 0; i < group->count; i++) {
		if (departure->count == departure->room)
			depart(departure);
		departure->sites[departure->count++] = group->sites[i];
	}
	kvfree(group->sites);
	group->sites = NULL;
	group->count = 0;
}

static void settle(struct site_batch *batch)
{
	struct site_group *group, *next;
	struct departure departure;
	size_t count = 0;

	list_for_each_entry(group, &batch->changed, changed)
		count += group->wanted ? 0 : group->count;
	departure_begin(&departure, count);
	list_for_each_entry_safe(group, next, &batch->changed, changed) {
		list_del_init(&group->changed);
		if (!group->wanted)
			free_sites(&departure, group);
	}
	departure_end(&departure);
}

int site_batch_commit(struct site_batch *batch)
{
	struct site_group *group;
	int error = make_sites(batch);

	list_for_each_entry(group, &batch->changed, changed)
		mark_sites(group);
	if (site_commit())
		report_refused(batch);
	settle(batch);
	return error;
}

void site_batch_drop(struct site_batch *batch, struct site_group **groups, size_t count)
{
	struct departure departure;
	size_t i, total = 0;

	for (i = 0; i < count; i++) {
		groups[i]->wanted = false;
		mark_sites(groups[i]);
		total += groups[i]->count;
	}
	site_commit();
	departure_begin(&departure, total);
	for (i = 0; i < count; i++) {
		free_sites(&departure, groups[i]);
		list_del_init(&groups[i]->changed);
	}
	departure_end(&departure);
}
