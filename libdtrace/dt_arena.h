/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Arenas: memory that is given back all at once. A compilation allocates its
 * tree from one; the handle keeps another for what outlives compilations.
 */
#ifndef DT_ARENA_H
#define DT_ARENA_H

#include <stddef.h>

struct dt_arena;

struct dt_arena *dt_arena_create(void);
void dt_arena_destroy(struct dt_arena *arena); /* NULL is allowed */
/* Zeroed and aligned for anything; NULL when memory is short. */
void *dt_arena_alloc(struct dt_arena *arena, size_t size);

#endif
