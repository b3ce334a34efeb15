/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A consumer's options: what they may be and what they are when nobody says. Control lock held.
 * Options that only the consumer uses are kept too, so that DOFGET can give all of them back.
 */
#include "objects.h"

#define SECOND 1000000000ull

struct rule {
	const char *name;
	uint64_t standard; /* DTRACE_OPTION_UNSET: none */
	uint64_t least, most;
	bool bend; /* beyond that: the nearest that may be, instead of a refusal */
};

#define ANY_SIZE ((uint64_t)1 << 40)
#define BOOLEAN(name)         \
	{                     \
		name, 0, 0, 1 \
	}
#define ANYTHING(name)                                   \
	{                                                \
		name, DTRACE_OPTION_UNSET, 0, UINT64_MAX \
	}

/* ORDER DTRACEOPT */
static const struct rule rules[DTRACEOPT_MAX] = {
	[DTRACEOPT_BUFSIZE] = {"bufsize", 4 << 20, 8, ANY_SIZE},
	[DTRACEOPT_BUFPOLICY] = {"bufpolicy", DTRACE_BUFPOLICY_SWITCH, 0, DTRACE_BUFPOLICY_RING},
	[DTRACEOPT_DYNVARSIZE] = {"dynvarsize", 1 << 20, 0, ANY_SIZE},
	[DTRACEOPT_AGGSIZE] = {"aggsize", 4 << 20, 0, ANY_SIZE},
	[DTRACEOPT_SPECSIZE] = {"specsize", 32 << 10, 0, ANY_SIZE},
	[DTRACEOPT_NSPEC] = {"nspec", 1, 0, 4096},
	[DTRACEOPT_STRSIZE] = {"strsize", DTRACE_STRSIZE_DEFAULT, 1, DTRACE_STRSIZE_MAX},
	[DTRACEOPT_CLEANRATE] = {"cleanrate", SECOND / 101, SECOND / 5000, 60 * SECOND, true},
	[DTRACEOPT_CPU] = {"cpu", DTRACE_OPTION_UNSET, 0, UINT32_MAX},
	[DTRACEOPT_BUFRESIZE] = {"bufresize", DTRACE_BUFRESIZE_AUTO, 0, DTRACE_BUFRESIZE_MANUAL},
	[DTRACEOPT_GRABANON] = BOOLEAN("grabanon"),
	[DTRACEOPT_FLOWINDENT] = BOOLEAN("flowindent"),
	[DTRACEOPT_QUIET] = BOOLEAN("quiet"),
	[DTRACEOPT_STACKFRAMES] = {"stackframes", 20, 1, DTRACE_FRAMES_MAX},
	[DTRACEOPT_USTACKFRAMES] = {"ustackframes", 20, 1, DTRACE_FRAMES_MAX},
	[DTRACEOPT_AGGRATE] = {"aggrate", SECOND, 0, UINT64_MAX},
	[DTRACEOPT_SWITCHRATE] = {"switchrate", SECOND, 0, UINT64_MAX},
	[DTRACEOPT_STATUSRATE] = {"statusrate", SECOND, 0, 10 * SECOND, true},
	[DTRACEOPT_DESTRUCTIVE] = BOOLEAN("destructive"),
	[DTRACEOPT_STACKINDENT] = {"stackindent", 14, 0, UINT32_MAX},
	[DTRACEOPT_RAWBYTES] = BOOLEAN("rawbytes"),
	[DTRACEOPT_JSTACKFRAMES] = {"jstackframes", 50, 1, DTRACE_FRAMES_MAX},
	[DTRACEOPT_JSTACKSTRSIZE] = {"jstackstrsize", 512, 0, DTRACE_STRSIZE_MAX},
	[DTRACEOPT_AGGSORTKEY] = BOOLEAN("aggsortkey"),
	[DTRACEOPT_AGGSORTREV] = BOOLEAN("aggsortrev"),
	[DTRACEOPT_AGGSORTPOS] = ANYTHING("aggsortpos"),
	[DTRACEOPT_AGGSORTKEYPOS] = ANYTHING("aggsortkeypos"),
	[DTRACEOPT_TEMPORAL] = BOOLEAN("temporal"),
	[DTRACEOPT_AGGHIST] = BOOLEAN("agghist"),
	[DTRACEOPT_AGGPACK] = BOOLEAN("aggpack"),
	[DTRACEOPT_AGGZOOM] = BOOLEAN("aggzoom"),
	[DTRACEOPT_ZONE] = ANYTHING("zone"),
	[DTRACEOPT_SCRATCHSIZE] = {"scratchsize", 0, 0, 64 << 20},
};

void dtrace_options_start(struct dtrace_state *state)
{
	unsigned int i;

	for (i = 0; i < DTRACEOPT_MAX; i++)
		state->options[i] = DTRACE_OPTION_UNSET;
	state->strsize = DTRACE_STRSIZE_DEFAULT;
}

uint64_t dtrace_option(const struct dtrace_state *state, unsigned int option)
{
	uint64_t value = state->options[option];

	return value != DTRACE_OPTION_UNSET ? value : rules[option].standard;
}

static int refuse(char *message, size_t size, const char *name, const char *why)
{
	dtrace_message(message, size, "option %s: %s", name, why);
	return -EINVAL;
}

static int set_strsize(struct dtrace_state *state, uint64_t value, char *message, size_t size)
{
	if (value != state->strsize && state->enablings != NULL) {
		refuse(message, size, "strsize", "cannot change once a program is enabled");
		return -EBUSY;
	}
	state->strsize = (uint32_t)value;
	return 0;
}

static int set_destructive(struct dtrace_state *state, uint64_t value, char *message, size_t size)
{
	if (value != 0 && !(state->privileges & DTRACE_PRIVILEGE_DESTRUCTIVE)) {
		dtrace_message(message, size, "Destructive actions not allowed");
		return -EPERM;
	}
	state->destructive = value != 0;
	return 0;
}

int dtrace_option_set(struct dtrace_state *state, uint32_t option, uint64_t value, char *message,
		      size_t size)
{
	const struct rule *rule;
	int error = 0;

	if (option >= DTRACEOPT_MAX) {
		dtrace_message(message, size, "option number %u does not exist", option);
		return -EINVAL;
	}
	rule = &rules[option];
	if (value == DTRACE_OPTION_UNSET) {
		state->options[option] = value;
		return 0;
	}
	if (rule->bend)
		value = DTRACE_MIN(DTRACE_MAX(value, rule->least), rule->most);
	if (value < rule->least || value > rule->most) {
		dtrace_message(message, size, "option %s: %llu is not between %llu and %llu",
			       rule->name, (unsigned long long)value,
			       (unsigned long long)rule->least, (unsigned long long)rule->most);
		return -EINVAL;
	}
	if (option == DTRACEOPT_CPU && value >= dtrace_engine.cpu_count)
		return refuse(message, size, rule->name, "there is no such CPU");
	if (option == DTRACEOPT_STRSIZE)
		error = set_strsize(state, value, message, size);
	if (option == DTRACEOPT_DESTRUCTIVE)
		error = set_destructive(state, value, message, size);
	if (error == 0)
		state->options[option] = value;
	return error;
}
