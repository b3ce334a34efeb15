/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * See dt_departed.h. Mappings of one process come one behind the other, in order of their addresses; the
 * newest process is first in the list, and the oldest are forgotten.
 */
#include <stdlib.h>
#include <string.h>
#include <sys/sysmacros.h>

#include <dtrace/ioctl.h>

#include "dt_departed.h"

#define BUFFER	      65536
#define PROCESSES_MAX 16384

struct departed {
	struct departed *next;
	struct dt_maps maps;
};

struct dt_departed {
	struct departed *first;
	size_t count;
	char *buffer;
};

/* --- the list ------------------------------------------------------------------------------ */

static void free_list(struct departed *list)
{
	while (list) {
		struct departed *departed = list;

		list = departed->next;
		dt_maps_free(&departed->maps);
		free(departed);
	}
}

/* Half of them at once: the list is walked seldom. */
static void forget_oldest(struct dt_departed *all)
{
	struct departed *last = all->first;

	for (all->count = 1; all->count < PROCESSES_MAX / 2 && last->next; all->count++)
		last = last->next;
	free_list(last->next);
	last->next = NULL;
}

/* The mapping goes on where the last one's process is: a new process begins lower, or has another number. */
static bool continues(const struct dt_maps *maps, const struct dtrace_user_map *map)
{
	return maps->pid == map->pid && maps->count &&
	       maps->list[maps->count - 1].end <= map->start;
}

static struct dt_maps *maps_of(struct dt_departed *all, const struct dtrace_user_map *map)
{
	struct departed *departed = all->first;

	if (departed && continues(&departed->maps, map))
		return &departed->maps;
	if (all->count >= PROCESSES_MAX)
		forget_oldest(all);
	departed = calloc(1, sizeof(*departed));
	if (!departed)
		return NULL;
	departed->maps.pid = map->pid;
	departed->next = all->first;
	all->first = departed;
	all->count++;
	return &departed->maps;
}

static void add(struct dt_departed *all, const struct dtrace_user_map *map)
{
	struct dt_maps *maps = maps_of(all, map);

	if (maps)
		dt_maps_add(maps, &(struct dt_mapping){
					  .start = map->start,
					  .end = map->end,
					  .offset = map->offset,
					  .device = makedev(map->major, map->minor),
					  .inode = map->inode,
					  .executable = true,
				  },
			    map->path);
}

/* --- the driver ------------------------------------------------------------------------------ */

/* How many bytes there were, 0 when there is no more. */
static uint32_t read_some(struct dtrace_hdl *hdl, struct dt_departed *all)
{
	struct dtrace_ioc_user_maps request = {.buffer = (uintptr_t)all->buffer, .size = BUFFER};
	const struct dtrace_user_map *map;

	if (hdl->backend->control(hdl->connection, DTRACEIOC_USERMAPS, &request))
		return 0;
	for (uint32_t at = 0; at < request.used; at += map->length) {
		map = (const void *)(all->buffer + at);
		add(all, map);
	}
	return request.used;
}

void dt_departed_collect(struct dtrace_hdl *hdl)
{
	while (hdl->departed && read_some(hdl, hdl->departed))
		;
}

static bool is_user_address(uint32_t kind)
{
	return kind >= DTRACEACT_USTACK && kind <= DTRACEACT_UADDR;
}

static bool records_addresses(const struct dtrace_hdl *hdl)
{
	for (const struct dt_program *program = hdl->programs; program; program = program->next)
		for (const struct dt_clause *clause = program->clauses; clause; clause = clause->next)
			for (const struct dt_action *action = clause->actions; action;
			     action = action->next)
				if (is_user_address(action->kind))
					return true;
	return false;
}

void dt_departed_begin(struct dtrace_hdl *hdl)
{
	struct dt_departed *all;

	if (hdl->backend != &dt_backend_driver || hdl->departed || !records_addresses(hdl))
		return;
	all = calloc(1, sizeof(*all));
	if (all)
		all->buffer = malloc(BUFFER);
	if (!all || !all->buffer) {
		free(all);
		return;
	}
	hdl->departed = all;
	dt_departed_collect(hdl);
}

const struct dt_maps *dt_departed_maps(struct dtrace_hdl *hdl, pid_t pid, uint64_t address)
{
	if (!hdl->departed)
		return NULL;
	dt_departed_collect(hdl);
	for (const struct departed *departed = hdl->departed->first; departed;
	     departed = departed->next)
		if (departed->maps.pid == pid && dt_maps_at(&departed->maps, address))
			return &departed->maps;
	return NULL;
}

void dt_departed_close(struct dtrace_hdl *hdl)
{
	if (!hdl->departed)
		return;
	free_list(hdl->departed->first);
	free(hdl->departed->buffer);
	free(hdl->departed);
	hdl->departed = NULL;
}
