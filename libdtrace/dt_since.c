/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Since which version of D a built-in name is there. With -x version=1.4 a program sees the
 * names of D 1.4 and may use the later ones for its own variables. What is not listed was there
 * from the start.
 */
#include "dt_builtin.h"
#include <stdlib.h>
#include <string.h>

static const struct since {
	const char *name;
	unsigned int minor; /* of D 1.x */
} names[] = {
	/* Sorted by name. */
	{"cpu", 13},	 {"d_path", 13},     {"execargs", 13},	{"func", 2},
	{"getf", 10},	 {"htonl", 3},	     {"htonll", 3},	{"htons", 3},
	{"index", 1},	 {"inet_ntoa", 5},   {"inet_ntoa6", 5}, {"inet_ntop", 5},
	{"json", 11},	 {"link_ntop", 13},  {"llquantize", 7}, {"memstr", 13},
	{"mod", 2},	 {"ntohl", 3},	     {"ntohll", 3},	{"ntohs", 3},
	{"print", 9},	 {"rindex", 1},	     {"setopt", 2},	{"stddev", 6},
	{"strchr", 1},	 {"strrchr", 1},     {"strstr", 1},	{"strtok", 1},
	{"strtoll", 11}, {"substr", 1},	     {"sym", 2},	{"tolower", 8},
	{"toupper", 8},	 {"uaddr", 2},	     {"ucaller", 2},	{"ufunc", 2},
	{"umod", 2},	 {"ustackdepth", 2}, {"usym", 2},
};

static int compare(const void *name, const void *row)
{
	return strcmp(name, ((const struct since *)row)->name);
}

uint32_t dt_name_since(const char *name)
{
	const struct since *row =
		bsearch(name, names, sizeof(names) / sizeof(names[0]), sizeof(names[0]), compare);

	return row ? 1u << 24 | row->minor << 12 : 0;
}
