/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * How probes are named and how stable they are: shared by providers, the
 * engine, the compiler and whoever lists probes.
 */
#ifndef DTRACE_PROBE_H
#define DTRACE_PROBE_H

#include <dtrace/limits.h>
#include <dtrace/types.h>

/* Probe identifiers start at 1 and are never reused while the engine lives. */
typedef uint32_t dtrace_id_t;
typedef uint32_t dtrace_epid_t; /* enabled probe (ECB), per consumer, from 1 */
typedef uint32_t dtrace_aggid_t;
#define DTRACE_ID_NONE 0

/*
 * A probe's four names, or a pattern for them: an empty part matches
 * everything, * ? [..] and \ as in glob(7), the whole part must match.
 * A non-zero id in a pattern selects that one probe.
 */
struct dtrace_probe_desc {
	dtrace_id_t id;
	char provider[DTRACE_PROVIDER_LEN];
	char module[DTRACE_MODULE_LEN];
	char function[DTRACE_FUNCTION_LEN];
	char name[DTRACE_NAME_LEN];
};

enum dtrace_stability {
	DTRACE_STABILITY_INTERNAL,
	DTRACE_STABILITY_PRIVATE,
	DTRACE_STABILITY_OBSOLETE,
	DTRACE_STABILITY_EXTERNAL,
	DTRACE_STABILITY_UNSTABLE,
	DTRACE_STABILITY_EVOLVING,
	DTRACE_STABILITY_STABLE,
	DTRACE_STABILITY_STANDARD
};

enum dtrace_class {
	DTRACE_CLASS_UNKNOWN,
	DTRACE_CLASS_CPU,
	DTRACE_CLASS_PLATFORM,
	DTRACE_CLASS_GROUP,
	DTRACE_CLASS_ISA,
	DTRACE_CLASS_COMMON
};

struct dtrace_attribute {
	uint8_t name;	/* enum dtrace_stability of the name */
	uint8_t data;	/* … of its data semantics */
	uint8_t class_; /* enum dtrace_class: dependency */
	uint8_t pad;
};

struct dtrace_provider_attributes {
	struct dtrace_attribute provider, module, function, name, args;
};

#endif
