/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Arenas: a chain of blocks, each twice the last up to a limit; an
 * allocation that does not fit gets a new block. Nothing is freed before the whole.
 */
#include "dt_arena.h"
#include <stdalign.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define ARENA_FIRST   (8u << 10)
#define ARENA_LARGEST (512u << 10)

struct arena_block {
	struct arena_block *next;
	size_t used, size;
	alignas(max_align_t) char data[];
};

struct dt_arena {
	struct arena_block *blocks;
	size_t next_size;
};

struct dt_arena *dt_arena_create(void)
{
	struct dt_arena *arena = calloc(1, sizeof(*arena));

	if (arena)
		arena->next_size = ARENA_FIRST;
	return arena;
}

void dt_arena_destroy(struct dt_arena *arena)
{
	struct arena_block *block, *next;

	if (!arena)
		return;
	for (block = arena->blocks; block; block = next) {
		next = block->next;
		free(block);
	}
	free(arena);
}

static struct arena_block *arena_grow(struct dt_arena *arena, size_t size)
{
	struct arena_block *block;
	size_t room = size > arena->next_size ? size : arena->next_size;

	if (room > SIZE_MAX - sizeof(*block))
		return NULL;
	block = malloc(sizeof(*block) + room);
	if (!block)
		return NULL;
	block->used = 0;
	block->size = room;
	block->next = arena->blocks;
	arena->blocks = block;
	if (arena->next_size < ARENA_LARGEST)
		arena->next_size *= 2;
	return block;
}

void *dt_arena_alloc(struct dt_arena *arena, size_t size)
{
	struct arena_block *block = arena->blocks;
	const size_t mask = alignof(max_align_t) - 1;
	void *memory;

	if (size > SIZE_MAX - mask)
		return NULL;
	size = (size + mask) & ~mask;
	if (!block || block->size - block->used < size)
		block = arena_grow(arena, size);
	if (!block)
		return NULL;
	memory = block->data + block->used;
	block->used += size;
	return memset(memory, 0, size);
}
