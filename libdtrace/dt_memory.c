/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Memory of a compilation: allocations that either succeed or leave by dt_fail_memory().
 */
#include "dt_unit.h"

static void *checked(struct dt_unit *unit, void *memory)
{
	if (!memory)
		dt_fail_memory(unit);
	return memory;
}

void *dt_unit_alloc(struct dt_unit *unit, size_t size)
{
	return checked(unit, dt_arena_alloc(unit->arena, size));
}

void *dt_keep_alloc(struct dt_unit *unit, size_t size)
{
	return checked(unit, dt_arena_alloc(unit->compiler->arena, size));
}

char *dt_unit_strndup(struct dt_unit *unit, const char *text, size_t length)
{
	return memcpy(dt_unit_alloc(unit, length + 1), text, length);
}

char *dt_unit_strdup(struct dt_unit *unit, const char *text)
{
	return dt_unit_strndup(unit, text, strlen(text));
}

char *dt_keep_strdup(struct dt_unit *unit, const char *text)
{
	size_t length = strlen(text) + 1;

	return memcpy(dt_keep_alloc(unit, length), text, length);
}

char *dt_unit_format(struct dt_unit *unit, const char *format, ...)
{
	va_list arguments;
	char *text;
	int length;

	va_start(arguments, format);
	length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length < 0)
		dt_fail_memory(unit);
	text = dt_unit_alloc(unit, length + 1);
	va_start(arguments, format);
	vsnprintf(text, length + 1, format, arguments);
	va_end(arguments);
	return text;
}
