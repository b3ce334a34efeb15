/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * See dt_provide.h. Descriptions of one process are remembered, and tried again on objects it loads
 * later; what is already made the driver leaves alone. A process that has ended, and a function
 * that cannot be probed, lead to fewer probes; DTRACE_DEBUG in the environment says why.
 */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include <dtrace/ioctl.h>

#include "driver/user/process_objects.h"
#include "dt_provide.h"
#include "dt_user.h"

struct wish {
	struct wish *next;
	struct dtrace_probe_desc desc;
};

struct target {
	struct target *next;
	pid_t pid;
	struct process_object *objects;
	size_t seen; /* objects remembered wishes have been tried on */
	struct wish *wishes;
};

struct dt_provide {
	int file;
	struct target *targets;
	uint64_t last; /* when mappings were looked at again */
};

static void complain(const char *what, const char *why)
{
	if (getenv("DTRACE_DEBUG"))
		fprintf(stderr, "dtrace: %s: %s\n", what, why);
}

/* --- sites of one object, gathered for one call ---------------------------------------------- */

struct gathering {
	const struct dt_provide *provide;
	const struct target *target;
	const struct process_object *entry;
	const struct dtrace_probe_desc *pattern;
	const char *module;
	char provider[DTRACE_PROVIDER_LEN]; /* of those gathered */
	struct dtrace_user_site *sites;
	size_t count;
};

static void send_sites(struct gathering *gathering)
{
	struct dtrace_ioc_user_probes request = {
		.pid = gathering->target->pid,
		.sites = (uintptr_t)gathering->sites,
		.count = (uint32_t)gathering->count,
	};

	if (!gathering->count)
		return;
	snprintf(request.provider, sizeof(request.provider), "%s", gathering->provider);
	snprintf(request.module, sizeof(request.module), "%.*s", DTRACE_MODULE_LEN - 1,
		 gathering->module);
	request.file = open(gathering->entry->object->path, O_RDONLY | O_CLOEXEC);
	if (request.file < 0 || ioctl(gathering->provide->file, DTRACEIOC_USERPROBES, &request) < 0)
		complain(gathering->entry->object->path,
			 request.message[0] ? request.message : strerror(errno));
	if (request.file >= 0)
		close(request.file);
	gathering->count = 0;
}

static const uint32_t kinds[] = {
	[DT_SITE_ENTRY] = DTRACE_USER_ENTRY,
	[DT_SITE_RETURN] = DTRACE_USER_RETURN,
	[DT_SITE_OFFSET] = DTRACE_USER_OFFSET,
	[DT_SITE_USDT] = DTRACE_USER_STATIC,
	[DT_SITE_LOCK_ENTRY] = DTRACE_USER_LOCK_ENTRY,
	[DT_SITE_LOCK_RETURN] = DTRACE_USER_LOCK_RETURN,
};

static void fill(const struct dt_site *site, struct dtrace_user_site *to)
{
	memset(to, 0, sizeof(*to));
	to->kind = kinds[site->kind];
	to->argument_count = (uint32_t)site->argument_count;
	to->offset = site->offset;
	to->semaphore = site->semaphore;
	to->function_offset = site->function_offset;
	to->plock = site->plock;
	snprintf(to->function, sizeof(to->function), "%s", *site->function ? site->function : "-");
	snprintf(to->name, sizeof(to->name), "%s", site->name);
	memcpy(to->arguments, site->arguments, site->argument_count * sizeof(to->arguments[0]));
}

/* "app" and the process's number against the description's "app*" or "app123". */
static bool is_meant(const struct gathering *gathering, const char *provider)
{
	char name[DTRACE_PROVIDER_LEN + 16];

	snprintf(name, sizeof(name), "%s%d", provider, (int)gathering->target->pid);
	return strlen(name) < DTRACE_PROVIDER_LEN &&
	       dt_user_glob(name, gathering->pattern->provider);
}

static int gather(const struct dt_site *site, void *argument)
{
	struct gathering *gathering = argument;
	struct dtrace_user_site *larger;

	if (site->kind == DT_SITE_IS_ENABLED || !is_meant(gathering, site->provider))
		return 0;
	if (strcmp(gathering->provider, site->provider) ||
	    gathering->count == DTRACE_USER_SITES_MAX) {
		send_sites(gathering);
		snprintf(gathering->provider, sizeof(gathering->provider), "%s", site->provider);
	}
	if (!(gathering->count & (gathering->count - 1))) {
		larger = realloc(gathering->sites,
				 (gathering->count ? gathering->count * 2 : 1) * sizeof(*larger));
		if (!larger)
			return -1;
		gathering->sites = larger;
	}
	fill(site, &gathering->sites[gathering->count++]);
	return 0;
}

static void refuse(const struct dt_function *function, const char *why, void *argument)
{
	complain(function->name, why);
}

/* --- objects and processes ---------------------------------------------------------------------
 */

static bool is_glob(const char *text)
{
	return !*text || strpbrk(text, "*?[\\");
}

/* A pattern that only by chance matches "pid123" does not mean all functions there are. */
static bool means_pid(const struct gathering *gathering)
{
	return !strncmp(gathering->pattern->provider, "pid", 3) && is_meant(gathering, "pid");
}

static void provide_object(const struct dt_provide *provide, const struct target *target,
			   const struct process_object *entry,
			   const struct dtrace_probe_desc *pattern)
{
	const struct dt_object *object = entry->object;
	bool glob = is_glob(pattern->module);
	struct gathering gathering = {provide, target, entry, pattern, pattern->module};

	if (!dt_object_matches(object, pattern->module, entry->is_main))
		return;
	if (means_pid(&gathering)) {
		if (glob)
			gathering.module = entry->is_main ? "a.out" : object->name;
		dt_sites_pid(object, pattern->function, pattern->name, gather, refuse, &gathering);
		send_sites(&gathering);
	}
	/* The driver names what a process tells of itself by its file. */
	if (glob)
		gathering.module = object->name;
	dt_sites_usdt(object, "", pattern->function, pattern->name, gather, &gathering);
	send_sites(&gathering);
	free(gathering.sites);
}

/* A command that is still held shows no more than itself and its dynamic linker. */
static bool is_beginning(pid_t pid)
{
	struct dt_maps maps = {0};
	size_t files = 0;

	if (dt_maps_read(&maps, pid))
		return false;
	for (size_t i = 0; i < maps.count; i++)
		files += maps.list[i].executable && maps.list[i].path[0] == '/';
	dt_maps_free(&maps);
	return files <= 2;
}

static struct target *target_of(struct dt_provide *provide, pid_t pid)
{
	struct target *target = provide->targets;

	while (target && target->pid != pid)
		target = target->next;
	if (target)
		return target;
	target = calloc(1, sizeof(*target));
	if (!target)
		return NULL;
	target->pid = pid;
	process_objects_find(&target->objects, pid, is_beginning(pid));
	target->next = provide->targets;
	return provide->targets = target;
}

static size_t count_objects(const struct target *target)
{
	size_t count = 0;

	for (const struct process_object *entry = target->objects; entry; entry = entry->next)
		count++;
	return count;
}

static void remember(struct target *target, const struct dtrace_probe_desc *pattern)
{
	struct wish *wish;

	for (wish = target->wishes; wish; wish = wish->next)
		if (!memcmp(&wish->desc, pattern, sizeof(*pattern)))
			return;
	wish = calloc(1, sizeof(*wish));
	if (!wish)
		return;
	wish->desc = *pattern;
	wish->next = target->wishes;
	target->wishes = wish;
	target->seen = count_objects(target);
}

static void provide_process(struct dt_provide *provide, pid_t pid,
			    const struct dtrace_probe_desc *pattern, bool follow)
{
	struct target *target = target_of(provide, pid);

	if (!target)
		return;
	for (struct process_object *entry = target->objects; entry; entry = entry->next)
		provide_object(provide, target, entry, pattern);
	if (follow)
		remember(target, pattern);
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
	       is_glob(provider);
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
			provide_process(provide, pid, pattern, false);
	}
	if (folder)
		closedir(folder);
}

void dt_provide(struct dt_provide *provide, const struct dtrace_probe_desc *pattern)
{
	pid_t pid = number_of(pattern->provider);

	if (pattern->id)
		return;
	if (pid && !is_glob(pattern->provider))
		provide_process(provide, pid, pattern, true);
	else if (may_be_static(pattern->provider))
		provide_everywhere(provide, pattern);
}

static void look_again(struct dt_provide *provide, struct target *target)
{
	size_t count = 0;

	process_objects_find(&target->objects, target->pid, false);
	for (struct process_object *entry = target->objects; entry; entry = entry->next) {
		if (count++ < target->seen)
			continue;
		for (struct wish *wish = target->wishes; wish; wish = wish->next)
			provide_object(provide, target, entry, &wish->desc);
	}
	target->seen = count;
}

#define PAUSE 100000000ull /* ns; reading a process's mappings costs it, too */

void dt_provide_again(struct dt_provide *provide)
{
	struct timespec time;
	uint64_t now;

	clock_gettime(CLOCK_MONOTONIC, &time);
	now = (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
	if (now < provide->last + PAUSE)
		return;
	provide->last = now;
	for (struct target *target = provide->targets; target; target = target->next)
		if (target->wishes)
			look_again(provide, target);
}

/* --- beginning and end
 * ------------------------------------------------------------------------------ */

struct dt_provide *dt_provide_open(int file)
{
	struct dt_provide *provide = calloc(1, sizeof(*provide));

	if (provide)
		provide->file = file;
	return provide;
}

static void free_target(struct target *target)
{
	while (target->wishes) {
		struct wish *wish = target->wishes;

		target->wishes = wish->next;
		free(wish);
	}
	process_objects_free(&target->objects);
	free(target);
}

void dt_provide_close(struct dt_provide *provide)
{
	while (provide->targets) {
		struct target *target = provide->targets;

		provide->targets = target->next;
		free_target(target);
	}
	free(provide);
}
