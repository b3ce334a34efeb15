/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * See dt_gather.h. All sites of one provider and object travel in one call.
 */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <dtrace/helper.h>
#include <dtrace/ioctl.h>

#include "dt_gather.h"
#include "dt_object_private.h"

void dt_gather_complain(const char *what, const char *why)
{
	if (getenv("DTRACE_DEBUG"))
		fprintf(stderr, "dtrace: %s: %s\n", what, why);
}

static void note_refusal(const struct dt_gather_place *place, const char *what, const char *why)
{
	struct dt_refusal *refusal = place->refusal;

	dt_gather_complain(what, why);
	if (refusal && !refusal->text[0])
		snprintf(refusal->text, sizeof(refusal->text), "%s: %s", what, why);
}

bool dt_is_glob(const char *text)
{
	return !*text || strpbrk(text, "*?[\\");
}

/* --- sites of one object, gathered for one call ---------------------------------------------- */

struct gathering {
	const struct dt_gather_place *place;
	const struct process_object *entry;
	const struct dtrace_probe_desc *pattern;
	const char *module;
	char provider[DTRACE_PROVIDER_LEN]; /* of those gathered */
	const struct dt_declared *declared; /* of the provider's first probe, or NULL */
	struct dtrace_user_site *sites;
	size_t count;
};

static void free_declared(struct gathering *gathering)
{
	for (size_t i = 0; i < gathering->count; i++)
		free((void *)(uintptr_t)gathering->sites[i].declared);
	gathering->count = 0;
}

static void send_sites(struct gathering *gathering)
{
	const struct dt_gather_place *place = gathering->place;
	const struct dt_object *object = gathering->entry->object;
	struct dtrace_ioc_user_probes request = {
		.pid = place->pid,
		.file = object->private->file,
		.sites = (uintptr_t)gathering->sites,
		.count = (uint32_t)gathering->count,
		.flags = place->everywhere ? DTRACE_USER_FOLLOW : 0,
		.question = place->everywhere ? place->question : 0,
	};

	if (!gathering->count)
		return;
	if (gathering->declared) {
		request.flags |= DTRACE_USER_ATTRIBUTES;
		memcpy(request.attributes, gathering->declared->attributes,
		       sizeof(request.attributes));
	}
	snprintf(request.provider, sizeof(request.provider), "%s", gathering->provider);
	snprintf(request.module, sizeof(request.module), "%.*s", DTRACE_MODULE_LEN - 1,
		 gathering->module);
	if (ioctl(place->driver, DTRACEIOC_USERPROBES, &request) < 0)
		note_refusal(place, object->path,
			     request.message[0] ? request.message : strerror(errno));
	free_declared(gathering);
}

static const uint32_t kinds[] = {
	[DT_SITE_ENTRY] = DTRACE_USER_ENTRY,
	[DT_SITE_RETURN] = DTRACE_USER_RETURN,
	[DT_SITE_OFFSET] = DTRACE_USER_OFFSET,
	[DT_SITE_USDT] = DTRACE_USER_STATIC,
	[DT_SITE_LOCK_ENTRY] = DTRACE_USER_LOCK_ENTRY,
	[DT_SITE_LOCK_RETURN] = DTRACE_USER_LOCK_RETURN,
};

/* So many strings one behind the other. */
static size_t size_of_strings(const char *strings, unsigned int count)
{
	const char *end = strings;

	while (count--)
		end += strlen(end) + 1;
	return (size_t)(end - strings);
}

/* What is longer than there is room for has no types: its arguments are numbers then. */
static struct dtrace_user_declared *copy_declared(const struct dt_declared *from)
{
	size_t native = size_of_strings(from->native, from->native_count);
	size_t translated = size_of_strings(from->translated, from->translated_count);
	struct dtrace_user_declared *to;

	if (from->native_count > DTRACE_USER_ARGUMENTS ||
	    from->translated_count > DTRACE_USER_ARGUMENTS || native + translated > DTRACE_USER_TYPES)
		return NULL;
	to = calloc(1, sizeof(*to));
	if (!to)
		return NULL;
	to->native_count = (uint16_t)from->native_count;
	to->translated_count = (uint16_t)from->translated_count;
	memcpy(to->types, from->native, native);
	memcpy(to->types + native, from->translated, translated);
	if (from->translated_count)
		memcpy(to->mapping, from->mapping, from->translated_count);
	return to;
}

static void fill(const struct dt_site *site, struct dtrace_user_site *to)
{
	memset(to, 0, sizeof(*to));
	to->kind = kinds[site->kind];
	to->argument_count = (uint32_t)site->argument_count;
	to->offset = site->offset;
	to->semaphore = site->semaphore;
	to->function_offset = site->function_offset;
	to->plock = site->plock;
	if (site->declared)
		to->declared = (uintptr_t)copy_declared(site->declared);
	snprintf(to->function, sizeof(to->function), "%s", *site->function ? site->function : "-");
	snprintf(to->name, sizeof(to->name), "%s", site->name);
	memcpy(to->arguments, site->arguments, site->argument_count * sizeof(to->arguments[0]));
}

/* "app" and the process's number against the description's "app*" or "app123". */
static bool means_number(const struct gathering *gathering, const char *provider)
{
	char name[DTRACE_PROVIDER_LEN + 16];

	snprintf(name, sizeof(name), "%s%d", provider, (int)gathering->place->pid);
	return strlen(name) < DTRACE_PROVIDER_LEN &&
	       dt_user_glob(name, gathering->pattern->provider);
}

/* The same for some number or other: the answer will be given to processes yet to come. */
static bool may_mean(const char *pattern, const char *provider)
{
	size_t literal = strcspn(pattern, "*?[\\"), length = strlen(provider);

	if (strncmp(pattern, provider, literal < length ? literal : length))
		return false;
	for (; length < literal; length++)
		if (!isdigit((unsigned char)pattern[length]))
			return false;
	return true;
}

static bool is_meant(const struct gathering *gathering, const char *provider)
{
	if (gathering->place->everywhere && gathering->place->question)
		return may_mean(gathering->pattern->provider, provider);
	return means_number(gathering, provider);
}

static int gather(const struct dt_site *site, void *argument)
{
	struct gathering *gathering = argument;
	struct dtrace_user_site *larger;

	if (site->kind == DT_SITE_IS_ENABLED || !is_meant(gathering, site->provider) ||
	    (gathering->place->child && site->kind == DT_SITE_USDT))
		return 0;
	if (strcmp(gathering->provider, site->provider) ||
	    gathering->count == DTRACE_USER_SITES_MAX) {
		send_sites(gathering);
		snprintf(gathering->provider, sizeof(gathering->provider), "%s", site->provider);
		gathering->declared = site->declared;
	}
	larger = dt_user_grow(gathering->sites, gathering->count, sizeof(*larger));
	if (!larger)
		return -1;
	gathering->sites = larger;
	fill(site, &gathering->sites[gathering->count++]);
	return 0;
}

static void refuse(const struct dt_function *function, const char *why, void *argument)
{
	const struct gathering *gathering = argument;

	note_refusal(gathering->place, function->name, why);
}

/* --- the object ----------------------------------------------------------------------------------- */

/* A pattern that only by chance matches "pid123" does not mean all functions there are. */
static bool means_pid(const struct gathering *gathering)
{
	return !gathering->place->everywhere &&
	       !strncmp(gathering->pattern->provider, "pid", 3) && is_meant(gathering, "pid");
}

/* It begins, and will tell the driver of its probes, with types, in a moment: as far as it is built
 * for that and can see the device. */
static bool will_tell(const struct gathering *gathering)
{
	char path[64];

	if (!gathering->place->question || !gathering->entry->object->tells)
		return false;
	snprintf(path, sizeof(path), "/proc/%d/root" DTRACE_HELPER_PATH,
		 (int)gathering->place->pid);
	return !access(path, F_OK);
}

void dt_gather(const struct dt_gather_place *place, const struct process_object *entry,
	       const struct dtrace_probe_desc *pattern)
{
	const struct dt_object *object = entry->object;
	struct gathering gathering = {place, entry, pattern, pattern->module};

	if (!dt_object_matches(object, pattern->module, entry->is_main))
		return;
	/* As in the in-process host (process_user.c), and what a process tells of itself. */
	if (dt_is_glob(pattern->module))
		gathering.module = object->name;
	if (means_pid(&gathering)) {
		dt_sites_pid(object, pattern->function, pattern->name, gather, refuse, &gathering);
		send_sites(&gathering);
	}
	if (!will_tell(&gathering))
		dt_sites_usdt(object, "", pattern->function, pattern->name, gather, &gathering);
	send_sites(&gathering);
	free(gathering.sites);
}
