/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The functions of the kernel or a module, each scanned once: where its entry and
 * return sites are, or why there are none. Thread context; the result does not change.
 */
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/stringhash.h>

#include "fbt.h"

/* Functions with more than this many ways out are scanned a second time. */
#define POINTS 64

struct scanner {
	struct fbt_module *module;
	struct scan_context *context;
	struct scan_point *points;
	unsigned int room;
	size_t way_out_room;
};

/* --- scanning ---------------------------------------------------------------------- */

static int more_points(struct scanner *scanner, unsigned int count)
{
	struct scan_point *points = kvcalloc(count, sizeof(*points), GFP_KERNEL);

	if (!points)
		return -ENOMEM;
	kvfree(scanner->points);
	scanner->points = points;
	scanner->room = count;
	return 0;
}

/* They grow in one array; it is doubled when full. */
static int add_way_out(struct scanner *scanner, int offset)
{
	struct fbt_module *module = scanner->module;

	if (module->way_out_count == scanner->way_out_room) {
		size_t room = max_t(size_t, 256, 2 * scanner->way_out_room);
		int *larger = kvcalloc(room, sizeof(*larger), GFP_KERNEL);

		if (!larger)
			return -ENOMEM;
		if (module->way_out_count)
			memcpy(larger, module->ways_out, module->way_out_count * sizeof(*larger));
		kvfree(module->ways_out);
		module->ways_out = larger;
		scanner->way_out_room = room;
	}
	module->ways_out[module->way_out_count++] = offset;
	return 0;
}

static int keep_points(struct scanner *scanner, const struct function_scan *scan,
		       enum scan_point_kind kind, unsigned int *count)
{
	unsigned int i;

	for (i = 0; i < scan->count; i++) {
		if (scan->points[i].kind != kind)
			continue;
		if (add_way_out(scanner, scan->points[i].offset))
			return -ENOMEM;
		++*count;
	}
	return 0;
}

static int keep_scan(struct scanner *scanner, struct fbt_function *function,
		     const struct function_scan *scan)
{
	function->entry = scan->entry;
	function->reason = scan->reason;
	function->entry_reason = scan->entry_reason;
	function->return_reason = scan->return_reason;
	function->detail = scan->detail;
	function->clear = scan->clear;
	function->owned = scan->owned;
	function->odd = scan->odd;
	function->first_way_out = scanner->module->way_out_count;
	if (scan->reason != SCAN_OK)
		return 0;
	if (keep_points(scanner, scan, SCAN_POINT_RETURN, &function->returns))
		return -ENOMEM;
	return keep_points(scanner, scan, SCAN_POINT_TAIL, &function->tails);
}

static int scan_one(struct scanner *scanner, size_t index)
{
	const struct symbol_function *symbol = &scanner->module->table->functions[index];
	struct function_scan scan = { .points = scanner->points, .room = scanner->room };

	scan_function(scanner->context, symbol, &scan);
	if (scan.count > scanner->room) {
		if (more_points(scanner, scan.count))
			return -ENOMEM;
		scan.points = scanner->points;
		scan.room = scanner->room;
		scan_function(scanner->context, symbol, &scan);
	}
	scan.count = min(scan.count, scan.room);
	return keep_scan(scanner, &scanner->module->functions[index], &scan);
}

static int scan_all(struct fbt_module *module)
{
	struct scanner scanner = { .module = module };
	size_t i;
	int error = scan_open(module->module, module->table, &scanner.context);

	if (error)
		return error;
	error = more_points(&scanner, POINTS);
	for (i = 0; i < module->table->count && !error; i++) {
		error = scan_one(&scanner, i);
		cond_resched();
	}
	kvfree(scanner.points);
	scan_close(scanner.context);
	return error;
}

/* --- functions of one name -------------------------------------------------------------- */

/*
 * A probe stands for a name, and static functions share names: chain them. A table of the first
 * and last function of each name, open addressing, at most half full.
 */
struct name_place {
	unsigned int first, last;
};

static struct name_place *find_place(const struct fbt_module *module, struct name_place *places,
				     size_t mask, const char *name)
{
	size_t at = full_name_hash(NULL, name, strlen(name)) & mask;

	for (;; at = (at + 1) & mask) {
		const struct symbol_function *first;

		if (places[at].first == FBT_NONE)
			return &places[at];
		first = &module->table->functions[places[at].first];
		if (strcmp(symbol_name(module->table, first), name) == 0)
			return &places[at];
	}
}

static int chain_same_names(struct fbt_module *module)
{
	size_t i, count = module->table->count, room = roundup_pow_of_two(2 * count + 1);
	struct name_place *places = kvmalloc_array(room, sizeof(*places), GFP_KERNEL);

	if (!places)
		return -ENOMEM;
	memset(places, 0xff, room * sizeof(*places));
	for (i = 0; i < count; i++) {
		const char *name = symbol_name(module->table, &module->table->functions[i]);
		struct name_place *place = find_place(module, places, room - 1, name);

		module->functions[i].same = FBT_NONE;
		if (place->first == FBT_NONE) {
			place->first = i;
		} else {
			module->functions[place->last].same = i;
			module->functions[i].later = true;
		}
		place->last = i;
	}
	kvfree(places);
	return 0;
}

/* --- the whole ---------------------------------------------------------------------------- */

int fbt_module_make(struct module *from, bool init, const char *name, struct fbt_module **made)
{
	struct fbt_module *module = kzalloc(sizeof(*module), GFP_KERNEL);
	size_t count;
	int error;

	if (!module)
		return -ENOMEM;
	module->module = from;
	module->init = init;
	strscpy(module->name, name, sizeof(module->name));
	error = init ? symbol_table_make_init(from, &module->table)
		     : symbol_table_make(from, &module->table);
	if (error)
		goto fail;
	count = module->table->count;
	error = -ENOMEM;
	module->functions = kvcalloc(count, sizeof(*module->functions), GFP_KERNEL);
	module->entry_probes = kvcalloc(count, sizeof(*module->entry_probes), GFP_KERNEL);
	module->return_probes = kvcalloc(count, sizeof(*module->return_probes), GFP_KERNEL);
	if (!module->functions || !module->entry_probes || !module->return_probes)
		goto fail;
	error = scan_all(module);
	if (!error)
		error = chain_same_names(module);
	if (error)
		goto fail;
	*made = module;
	return 0;
fail:
	fbt_module_free(module);
	return error;
}

void fbt_module_free(struct fbt_module *module)
{
	if (module->table)
		symbol_table_free(module->table);
	kvfree(module->functions);
	kvfree(module->ways_out);
	kvfree(module->entry_probes);
	kvfree(module->return_probes);
	kfree(module);
}
