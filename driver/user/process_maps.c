/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Mappings of traced processes: stacks and user addresses are recorded as numbers and printed
 * later, when the process may have ended or become another program. So its mappings are read when
 * an address is recorded that none of those read before contains; what was read is kept.
 *
 * An address that is in no mapping at all (a stack walk that went astray) would have them read
 * every time: a page that was looked for in vain is remembered.
 *
 * The tracer adds at the front; others follow the list. Records do not change.
 */
#include <stdlib.h>

#include "process_maps.h"

#define IN_VAIN 8

static struct record {
	struct record *next;
	struct dt_maps maps;
} * records;

static struct {
	pid_t pid;
	uint64_t page;
} in_vain[IN_VAIN];
static unsigned int next_in_vain;

const struct dt_maps *process_maps_with(pid_t pid, uint64_t address)
{
	const struct record *record = __atomic_load_n(&records, __ATOMIC_ACQUIRE);

	for (; record; record = record->next)
		if (record->maps.pid == pid && dt_maps_at(&record->maps, address))
			return &record->maps;
	return NULL;
}

static bool is_in_vain(pid_t pid, uint64_t address)
{
	for (unsigned int i = 0; i < IN_VAIN; i++)
		if (in_vain[i].pid == pid && in_vain[i].page == address >> 12)
			return true;
	return false;
}

static void remember_in_vain(pid_t pid, uint64_t address)
{
	in_vain[next_in_vain].pid = pid;
	in_vain[next_in_vain].page = address >> 12;
	next_in_vain = (next_in_vain + 1) % IN_VAIN;
}

void process_maps_see(pid_t pid, uint64_t address)
{
	struct record *record;

	if (process_maps_with(pid, address) || is_in_vain(pid, address))
		return;
	record = calloc(1, sizeof(*record));
	if (!record || dt_maps_read(&record->maps, pid) || !dt_maps_at(&record->maps, address)) {
		remember_in_vain(pid, address);
		if (record)
			dt_maps_free(&record->maps);
		free(record);
		return;
	}
	record->next = records;
	__atomic_store_n(&records, record, __ATOMIC_RELEASE);
}

void process_maps_free(void)
{
	while (records) {
		struct record *record = records;

		records = record->next;
		dt_maps_free(&record->maps);
		free(record);
	}
}
