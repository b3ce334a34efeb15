/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Walking aggregations for callers of the library: in any of the classic orders, one entry at a
 * time. What the callback answers is done to the entry before the next one is looked at.
 */
#include <stdlib.h>
#include <string.h>

#include "dt_aggregate.h"

/* False: the walk ends. */
static bool obey(struct dtrace_hdl *hdl, struct dt_aggregate_entry *entry,
		 const dtrace_aggdata_t *data, int answer)
{
	switch (answer) {
	case DTRACE_AGGWALK_CLEAR:
		dt_aggregate_clear_entry(hdl, entry);
		return true;
	case DTRACE_AGGWALK_REMOVE:
		dt_aggregate_remove(hdl, entry);
		return true;
	case DTRACE_AGGWALK_NORMALIZE:
		entry->normal = data->normal ? data->normal : 1;
		return true;
	case DTRACE_AGGWALK_DENORMALIZE:
		entry->normal = 1;
		return true;
	default:
		return answer != DTRACE_AGGWALK_ERROR && answer != DTRACE_AGGWALK_ABORT;
	}
}

typedef int compare_f(struct dtrace_hdl *hdl, const struct dt_aggregate_entry *a,
		      const struct dt_aggregate_entry *b);

struct order {
	struct dtrace_hdl *hdl;
	compare_f *compare;
	bool reverse;
};

static int compare(const void *a, const void *b, void *argument)
{
	const struct order *order = argument;
	int result = order->compare(order->hdl, *(struct dt_aggregate_entry *const *)a,
				    *(struct dt_aggregate_entry *const *)b);

	return order->reverse ? -result : result;
}

static int walk_list(dtrace_hdl_t *hdl, struct dt_aggregate_entry **list, size_t count,
		     dtrace_aggregate_f *function, void *argument)
{
	int answer = DTRACE_AGGWALK_NEXT;

	for (size_t i = 0; i < count; i++) {
		dtrace_aggdata_t data = dt_aggregate_data(hdl, list[i]);

		answer = function(&data, argument);
		if (!obey(hdl, list[i], &data, answer))
			break;
	}
	return answer == DTRACE_AGGWALK_ERROR ? -1 : 0;
}

static int walk(dtrace_hdl_t *hdl, bool by_options, struct order order,
		dtrace_aggregate_f *function, void *argument)
{
	size_t count;
	struct dt_aggregate_entry **list = dt_aggregate_list(hdl, by_options, &count);
	int error;

	if (!list)
		return -1;
	order.hdl = hdl;
	if (order.compare)
		qsort_r(list, count, sizeof(*list), compare, &order);
	error = walk_list(hdl, list, count, function, argument);
	free(list);
	return error;
}

int dtrace_aggregate_walk(dtrace_hdl_t *hdl, dtrace_aggregate_f *function, void *argument)
{
	return walk(hdl, false, (struct order){NULL}, function, argument);
}

int dtrace_aggregate_walk_sorted(dtrace_hdl_t *hdl, dtrace_aggregate_f *function, void *argument)
{
	return walk(hdl, true, (struct order){NULL}, function, argument);
}

/* --- the orders ------------------------------------------------------------------------ */

static int by_variable(const struct dt_aggregate_entry *a, const struct dt_aggregate_entry *b)
{
	return (a->desc->variable > b->desc->variable) - (a->desc->variable < b->desc->variable);
}

static int by_value(struct dtrace_hdl *hdl, const struct dt_aggregate_entry *a,
		    const struct dt_aggregate_entry *b)
{
	int result = dt_aggregate_compare_values(a, b);

	return result ? result : dt_aggregate_compare_keys(hdl, a, b);
}

static int variable_key(struct dtrace_hdl *hdl, const struct dt_aggregate_entry *a,
			const struct dt_aggregate_entry *b)
{
	int result = by_variable(a, b);

	return result ? result : dt_aggregate_compare_keys(hdl, a, b);
}

static int variable_value(struct dtrace_hdl *hdl, const struct dt_aggregate_entry *a,
			  const struct dt_aggregate_entry *b)
{
	int result = by_variable(a, b);

	return result ? result : by_value(hdl, a, b);
}

static int key_variable(struct dtrace_hdl *hdl, const struct dt_aggregate_entry *a,
			const struct dt_aggregate_entry *b)
{
	int result = dt_aggregate_compare_keys(hdl, a, b);

	return result ? result : by_variable(a, b);
}

static int value_variable(struct dtrace_hdl *hdl, const struct dt_aggregate_entry *a,
			  const struct dt_aggregate_entry *b)
{
	int result = by_value(hdl, a, b);

	return result ? result : by_variable(a, b);
}

#define WALK(name, comparison, reversed)                                                      \
	int dtrace_aggregate_walk_##name(dtrace_hdl_t *hdl, dtrace_aggregate_f *function,     \
					 void *argument)                                      \
	{                                                                                     \
		return walk(hdl, false, (struct order){NULL, comparison, reversed}, function, \
			    argument);                                                        \
	}

WALK(keysorted, variable_key, false)
WALK(valsorted, variable_value, false)
WALK(keyvarsorted, key_variable, false)
WALK(valvarsorted, value_variable, false)
WALK(keyrevsorted, variable_key, true)
WALK(valrevsorted, variable_value, true)
WALK(keyvarrevsorted, key_variable, true)
WALK(valvarrevsorted, value_variable, true)
