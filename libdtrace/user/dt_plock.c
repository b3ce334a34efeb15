/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * plockstat: mutexes and readers-writer locks of programs. Its probes are made of the functions of
 * the C library that take and give them back:
 *
 *	plockstat123:libc.so.6:pthread_mutex_lock:mutex-acquire
 *
 * What the hosts do at these sites: driver/core/plock.h.
 */
#include <dtrace/plock.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dt_user.h"

#define MUTEX  DTRACE_PLOCK_MUTEX
#define READER DTRACE_PLOCK_READER
#define WRITER DTRACE_PLOCK_WRITER

#define TAKES	 (1 << DTRACE_PLOCK_ACQUIRE | 1 << DTRACE_PLOCK_ERROR)
#define BLOCKS	 (1 << DTRACE_PLOCK_BLOCK)
#define SPINS	 (1 << DTRACE_PLOCK_SPIN)
#define RELEASES (1 << DTRACE_PLOCK_RELEASE | 1 << DTRACE_PLOCK_ERROR)

static const struct row {
	const char *function;
	enum dtrace_plock_sort sort;
	unsigned int events;
} rows[] = {
	{"pthread_mutex_lock", MUTEX, TAKES | BLOCKS | SPINS},
	{"pthread_mutex_timedlock", MUTEX, TAKES | BLOCKS | SPINS},
	{"pthread_mutex_clocklock", MUTEX, TAKES | BLOCKS | SPINS},
	{"pthread_mutex_trylock", MUTEX, TAKES},
	{"pthread_mutex_unlock", MUTEX, RELEASES},
	{"pthread_rwlock_rdlock", READER, TAKES | BLOCKS},
	{"pthread_rwlock_timedrdlock", READER, TAKES | BLOCKS},
	{"pthread_rwlock_clockrdlock", READER, TAKES | BLOCKS},
	{"pthread_rwlock_tryrdlock", READER, TAKES},
	{"pthread_rwlock_wrlock", WRITER, TAKES | BLOCKS},
	{"pthread_rwlock_timedwrlock", WRITER, TAKES | BLOCKS},
	{"pthread_rwlock_clockwrlock", WRITER, TAKES | BLOCKS},
	{"pthread_rwlock_trywrlock", WRITER, TAKES},
	{"pthread_rwlock_unlock", READER, RELEASES},
};

static const char *const names[DTRACE_PLOCK_SORTS][DTRACE_PLOCK_EVENTS] = {
	{"mutex-acquire", "mutex-error", "mutex-block", "mutex-spin", "mutex-release"},
	{"rw-acquire", "rw-error", "rw-block", NULL, "rw-release"},
	{"rw-acquire", "rw-error", "rw-block", NULL, "rw-release"},
};

struct search {
	const struct dt_object *object;
	const char *name;
	dt_site_visit *visit;
	void *argument;
};

static int visit_site(const struct search *search, const struct dt_function *function,
		      enum dt_site_kind kind, const char *name, unsigned int what, uint64_t offset)
{
	struct dt_site site = {
		.kind = kind,
		.object = search->object,
		.provider = "plockstat",
		.function = function->name,
		.address = function->address + offset,
		.function_offset = offset,
		.plock = what,
	};

	snprintf(site.name, sizeof(site.name), "%s", name);
	if (!dt_object_offset(search->object, site.address, &site.offset))
		return 0;
	return search->visit(&site, search->argument);
}

/* At a jump to another function nothing has been decided yet. */
static bool is_ret(const struct dt_object *object, uint64_t address)
{
	uint8_t bytes[2];

	return dt_object_read(object, address, bytes, sizeof(bytes)) && /* ret, rep ret */
	       (bytes[0] == 0xc3 || (bytes[0] == 0xf3 && bytes[1] == 0xc3));
}

static int visit_returns(const struct search *search, const struct dt_function *function,
			 const char *name, unsigned int what)
{
	const char *why;
	int result = 0, count = dt_function_returns(search->object, function, NULL, 0, &why);
	uint32_t *offsets = count > 0 ? malloc((size_t)count * sizeof(*offsets)) : NULL;

	if (!offsets)
		return 0;
	dt_function_returns(search->object, function, offsets, (size_t)count, &why);
	for (int i = 0; i < count && !result; i++)
		if (is_ret(search->object, function->address + offsets[i]))
			result = visit_site(search, function, DT_SITE_LOCK_RETURN, name, what,
					    offsets[i]);
	free(offsets);
	return result;
}

static int visit_event(const struct search *search, const struct dt_function *function,
		       const struct row *row, enum dtrace_plock_event event)
{
	const char *name = names[row->sort][event];
	unsigned int what = DTRACE_PLOCK(event, row->sort);
	int result;

	if (!(row->events & 1 << event) || !dt_user_glob(name, search->name))
		return 0;
	result = visit_site(search, function, DT_SITE_LOCK_ENTRY, name, what, 0);
	if (!result && (event == DTRACE_PLOCK_ACQUIRE || event == DTRACE_PLOCK_ERROR))
		result = visit_returns(search, function, name, what);
	return result;
}

int dt_sites_plock(const struct dt_object *object, const char *function, const char *name,
		   dt_site_visit *visit, void *argument)
{
	const struct search search = {object, name, visit, argument};
	int result = 0;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]) && !object->is_32bit; i++) {
		const struct dt_function *found =
			dt_user_glob(rows[i].function, function)
				? dt_object_function(object, rows[i].function)
				: NULL;

		for (int event = 0; found && event < DTRACE_PLOCK_EVENTS && !result; event++)
			result = visit_event(&search, found, &rows[i],
					     (enum dtrace_plock_event)event);
	}
	return result;
}
