/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Stability attributes and versions of D as text. */
#ifndef DT_ATTRIBUTE_H
#define DT_ATTRIBUTE_H

#include "dt_unit.h"

/* "Evolving/Private/Common"; 0 or -1. */
int dt_attribute_parse(const char *text, struct dtrace_attribute *attribute);
/* Minimum of both in each part. */
struct dtrace_attribute dt_attribute_min(struct dtrace_attribute a, struct dtrace_attribute b);
/* Of a description: the minimum of its provider's for the fields that it names. */
struct dtrace_attribute dt_attribute_of_probe(const struct dtrace_provider_attributes *provider,
					      const struct dtrace_probe_desc *desc);
/* Is a below b in some part? */
bool dt_attribute_below(struct dtrace_attribute a, struct dtrace_attribute b);
const char *dt_attribute_text(struct dtrace_attribute attribute, char *to, size_t size);
/* "1.2.3" as major << 24 | minor << 12 | micro; 0 or -1. */
int dt_version_parse(const char *text, uint32_t *version);

#endif
