/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Readers of option values: pure functions of their text. See dt_optval.h. */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "dt_optval.h"

static int parse_number(const char *text, uint64_t *number, char **end)
{
	if (!isdigit((unsigned char)*text))
		return -1;
	errno = 0;
	*number = strtoull(text, end, 0);
	return errno ? -1 : 0;
}

int dt_parse_integer(const char *text, uint64_t *number)
{
	char *end;

	return parse_number(text, number, &end) || *end ? -1 : 0;
}

int dt_parse_size(const char *text, uint64_t *size)
{
	static const char suffixes[] = "kmgt";
	const char *suffix;
	unsigned int shift;
	char *end;

	if (parse_number(text, size, &end))
		return -1;
	if (!*end)
		return 0;
	suffix = strchr(suffixes, tolower((unsigned char)*end));
	if (!suffix || end[1])
		return -1;
	shift = 10 * (suffix - suffixes + 1);
	if (*size > UINT64_MAX >> shift)
		return -1;
	*size <<= shift;
	return 0;
}

static const struct {
	const char *name;
	uint64_t ns; /* 0: hertz */
} units[] = {
	{"ns", 1},	      {"nsec", 1},
	{"us", 1000},	      {"usec", 1000},
	{"ms", 1000000},      {"msec", 1000000},
	{"s", 1000000000},    {"sec", 1000000000},
	{"m", 60000000000},   {"min", 60000000000},
	{"h", 3600000000000}, {"hour", 3600000000000},
	{"d", 86400000000000}, {"day", 86400000000000},
	{"hz", 0},
};

int dt_parse_rate(const char *text, uint64_t *ns)
{
	uint64_t number;
	char *end;

	if (parse_number(text, &number, &end))
		return -1;
	*ns = number;
	if (!*end)
		return 0;
	for (size_t i = 0; i < sizeof(units) / sizeof(units[0]); i++) {
		if (strcasecmp(end, units[i].name))
			continue;
		if (units[i].ns)
			return __builtin_mul_overflow(number, units[i].ns, ns) ? -1 : 0;
		if (!number || number > 1000000000)
			return -1;
		*ns = 1000000000 / number;
		return 0;
	}
	return -1;
}

static int parse_name(const char **text, const char *const *names, size_t count, char end,
		      uint8_t *value)
{
	for (size_t i = 0; i < count; i++) {
		size_t length = strlen(names[i]);

		if (strncasecmp(*text, names[i], length) || (*text)[length] != end)
			continue;
		*value = i;
		*text += length + (end != '\0');
		return 0;
	}
	return -1;
}

int dt_parse_attribute(const char *text, struct dtrace_attribute *attribute)
{
	/* ORDER: enum dtrace_stability, enum dtrace_class. */
	static const char *const stability[] = {"Internal", "Private",	"Obsolete", "External",
						"Unstable", "Evolving", "Stable",   "Standard"};
	static const char *const classes[] = {"Unknown", "CPU", "Platform", "Group", "ISA", "Common"};

	return parse_name(&text, stability, 8, '/', &attribute->name) ||
		       parse_name(&text, stability, 8, '/', &attribute->data) ||
		       parse_name(&text, classes, 6, '\0', &attribute->class_) ?
		       -1 :
		       0;
}
