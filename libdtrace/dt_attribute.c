/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Stability attributes and versions of D as text. */
#include "dt_attribute.h"
#include <stdlib.h>
#include <strings.h>

/* ORDER STABILITY: enum dtrace_stability and dtrace_class. */
static const char *const stabilities[] = {"Internal", "Private",  "Obsolete", "External",
					  "Unstable", "Evolving", "Stable",   "Standard"};
static const char *const classes[] = {"Unknown", "CPU", "Platform", "Group", "ISA", "Common"};

static int find_name(const char *const *names, size_t count, const char *text, size_t length)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(names[i]) == length && !strncasecmp(names[i], text, length))
			return i;
	return -1;
}

int dt_attribute_parse(const char *text, struct dtrace_attribute *attribute)
{
	size_t first = strcspn(text, "/"), second;
	int name, data, class_;

	if (!text[first])
		return -1;
	second = strcspn(text + first + 1, "/");
	if (!text[first + 1 + second])
		return -1;
	name = find_name(stabilities, 8, text, first);
	data = find_name(stabilities, 8, text + first + 1, second);
	text += first + second + 2;
	class_ = find_name(classes, 6, text, strlen(text));
	if (name < 0 || data < 0 || class_ < 0)
		return -1;
	*attribute = (struct dtrace_attribute){name, data, class_};
	return 0;
}

static uint8_t smaller(uint8_t a, uint8_t b)
{
	return a < b ? a : b;
}

struct dtrace_attribute dt_attribute_min(struct dtrace_attribute a, struct dtrace_attribute b)
{
	return (struct dtrace_attribute){smaller(a.name, b.name), smaller(a.data, b.data),
					 smaller(a.class_, b.class_)};
}

struct dtrace_attribute dt_attribute_of_probe(const struct dtrace_provider_attributes *provider,
					      const struct dtrace_probe_desc *desc)
{
	struct dtrace_attribute result = provider->provider;

	if (*desc->module)
		result = dt_attribute_min(result, provider->module);
	if (*desc->function)
		result = dt_attribute_min(result, provider->function);
	return *desc->name ? dt_attribute_min(result, provider->name) : result;
}

bool dt_attribute_below(struct dtrace_attribute a, struct dtrace_attribute b)
{
	return a.name < b.name || a.data < b.data || a.class_ < b.class_;
}

const char *dt_attribute_text(struct dtrace_attribute attribute, char *to, size_t size)
{
	snprintf(to, size, "%s/%s/%s", stabilities[attribute.name & 7],
		 stabilities[attribute.data & 7],
		 classes[attribute.class_ < 6 ? attribute.class_ : 0]);
	return to;
}

int dt_version_parse(const char *text, uint32_t *version)
{
	static const unsigned long limits[] = {0xff, 0xfff, 0xfff};
	static const int shifts[] = {24, 12, 0};
	unsigned long number;
	char *end;

	*version = 0;
	for (int i = 0; i < 3; i++) {
		if (*text < '0' || *text > '9')
			return -1;
		number = strtoul(text, &end, 10);
		if (number > limits[i])
			return -1;
		*version |= number << shifts[i];
		if (!*end)
			return i ? 0 : -1;
		if (*end != '.')
			return -1;
		text = end + 1;
	}
	return -1;
}

const char *dtrace_stability_name(unsigned int stability)
{
	return stability < sizeof(stabilities) / sizeof(stabilities[0]) ? stabilities[stability]
									: NULL;
}

const char *dtrace_class_name(unsigned int class_number)
{
	return class_number < sizeof(classes) / sizeof(classes[0]) ? classes[class_number] : NULL;
}

int dtrace_str2attr(const char *text, dtrace_attribute_t *attribute)
{
	return dt_attribute_parse(text, attribute);
}

char *dtrace_attr2str(dtrace_attribute_t attribute, char *to, size_t size)
{
	return (char *)dt_attribute_text(attribute, to, size);
}
