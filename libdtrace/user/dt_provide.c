/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * See dt_provide.h: which processes and which of their objects a description may mean. What is mapped
 * already is looked at here, once; what comes later, by dt_follow.c. A process that has ended, and
 * a function that cannot be probed, lead to fewer probes; DTRACE_DEBUG in the environment says why.
 */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "dt_follow.h"
#include "dt_gather.h"
#include "dt_provide.h"

struct dt_provide {
	int file;
	struct process_known *known;
	struct dt_follow *follow;
	struct dt_refusal refusal; /* of the last description */
};

static void provide_process(struct dt_provide *provide, pid_t pid,
			    const struct dtrace_probe_desc *pattern, bool everywhere)
{
	struct dt_gather_place place = {.driver = provide->file,
					.pid = pid,
					.everywhere = everywhere,
					.refusal = &provide->refusal};
	/* With all its objects of now: some may have come since the last description. */
	const struct process_known *known = process_known_of(&provide->known, pid, true);

	if (!known)
		return;
	for (const struct process_object *entry = known->objects; entry; entry = entry->next)
		dt_gather(&place, entry, pattern);
}

/* --- which processes
 * ------------------------------------------------------------------------------ */

/* The number that ends a provider, 0 without. */
static pid_t number_of(const char *provider)
{
	const char *end = provider + strlen(provider), *at = end;
	long number;

	while (at > provider && isdigit((unsigned char)at[-1]))
		at--;
	while (*at == '0')
		at++;
	if (at == provider || at == end)
		return 0;
	errno = 0;
	number = strtol(at, NULL, 10);
	return errno || number > 0x7fffffff ? 0 : (pid_t)number;
}

/* Providers of the kernel's own would never lead here: their processes need not be searched. */
static bool may_be_static(const char *provider)
{
	return isalpha((unsigned char)*provider) && strncmp(provider, "pid", 3) &&
	       dt_is_glob(provider);
}

static void provide_everywhere(struct dt_provide *provide, const struct dtrace_probe_desc *pattern)
{
	DIR *folder = opendir("/proc");
	struct dirent *entry;

	while (folder && (entry = readdir(folder))) {
		pid_t pid = isdigit((unsigned char)entry->d_name[0])
				    ? (pid_t)strtol(entry->d_name, NULL, 10)
				    : 0;

		if (pid && pid != getpid())
			provide_process(provide, pid, pattern, true);
	}
	if (folder)
		closedir(folder);
}

void dt_provide(struct dt_provide *provide, const struct dtrace_probe_desc *pattern)
{
	pid_t pid = number_of(pattern->provider);

	provide->refusal.text[0] = '\0';
	if (pattern->id)
		return;
	if (pid && !dt_is_glob(pattern->provider)) {
		dt_follow_add(provide->follow, pid, pattern);
		provide_process(provide, pid, pattern, false);
	} else if (may_be_static(pattern->provider)) {
		dt_follow_add(provide->follow, 0, pattern);
		provide_everywhere(provide, pattern);
	}
}

const char *dt_provide_refusal(const struct dt_provide *provide)
{
	return provide->refusal.text[0] ? provide->refusal.text : NULL;
}

/* --- beginning and end
 * ------------------------------------------------------------------------------ */

struct dt_provide *dt_provide_open(int file)
{
	struct dt_provide *provide = calloc(1, sizeof(*provide));

	if (!provide)
		return NULL;
	provide->file = file;
	provide->follow = dt_follow_open(file);
	if (provide->follow)
		return provide;
	free(provide);
	return NULL;
}

void dt_provide_close(struct dt_provide *provide)
{
	dt_follow_close(provide->follow);
	process_known_free(&provide->known);
	free(provide);
}
