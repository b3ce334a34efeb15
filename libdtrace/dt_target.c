/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Processes that a D program names, as the compiler sees them: the objects they have mapped or are
 * about to, by whatever name; and why a description matches none of their probes. The probes
 * themselves are the backend's.
 *
 * The objects of a process are found once and looked for again when a name is not among them. The
 * process may end or load others meanwhile; what was found stays for the life of the handle.
 */
#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "driver/user/process_objects.h"
#include "dt_consumer.h"
#include "dt_target.h"
#include "user/dt_name.h"

static bool is_glob(const char *text)
{
	return !*text || strpbrk(text, "*?[\\");
}

pid_t dt_target_of(const char *provider, size_t *stem)
{
	size_t length = strlen(provider);
	long number;

	*stem = length;
	if (is_glob(provider))
		return 0;
	while (*stem && isdigit((unsigned char)provider[*stem - 1]))
		--*stem;
	/* The number of a process has no leading zero: those are the provider's. */
	while (provider[*stem] == '0')
		++*stem;
	if (!*stem || *stem == length || length - *stem > 10)
		return 0;
	number = strtol(provider + *stem, NULL, 10);
	return number > 0x7fffffff ? 0 : (pid_t)number;
}

pid_t dt_target_of_pid(const char *provider)
{
	size_t stem;
	pid_t pid = dt_target_of(provider, &stem);

	return stem == 3 && !memcmp(provider, "pid", 3) ? pid : 0;
}

/* --- objects ------------------------------------------------------------------------------ */

static const struct process_object *search(const struct process_known *target, const char *name)
{
	const struct process_object *entry;

	for (entry = target->objects; entry; entry = entry->next)
		if (!strcmp(entry->object->name, name))
			return entry;
	for (entry = target->objects; entry; entry = entry->next)
		if (dt_object_matches(entry->object, name, entry->is_main))
			return entry;
	return NULL;
}

const struct process_object *dt_target_object(struct dtrace_hdl *hdl, pid_t pid, const char *name)
{
	struct process_known *target = process_known_of(&hdl->named, pid, false);
	const struct process_object *entry;

	if (!target || is_glob(name))
		return NULL;
	entry = search(target, name);
	if (entry)
		return entry;
	process_objects_find(&target->objects, pid, false);
	return search(target, name);
}

void dt_target_alias(struct dtrace_hdl *hdl, struct dtrace_probe_desc *desc)
{
	size_t stem;
	pid_t pid = dt_target_of(desc->provider, &stem);
	const struct process_object *entry;

	if (desc->id || !pid || is_glob(desc->module))
		return;
	entry = dt_target_object(hdl, pid, desc->module);
	if (entry && strlen(entry->object->name) < sizeof(desc->module))
		strcpy(desc->module, entry->object->name);
}

bool dt_target_file(struct dtrace_hdl *hdl, pid_t pid, const char *object, char *path, size_t size)
{
	const struct process_object *entry;

	/* Asked for every name that is known nowhere else: the rest need not be looked at. */
	if (!strcmp(object, "a.out")) {
		snprintf(path, size, "/proc/%d/exe", (int)pid);
		return true;
	}
	entry = dt_target_object(hdl, pid, object);
	if (!entry)
		return false;
	snprintf(path, size, "/proc/%d/root%s", (int)pid, entry->object->path);
	if (access(path, R_OK))
		snprintf(path, size, "%s", entry->object->path);
	return true;
}

bool dt_target_debug_file(struct dtrace_hdl *hdl, pid_t pid, const char *object, char *path,
			  size_t size)
{
	const struct process_object *entry = dt_target_object(hdl, pid, object);

	if (!entry || !entry->object->debug_path)
		return false;
	snprintf(path, size, "%s", entry->object->debug_path);
	return true;
}

void dt_targets_close(struct dtrace_hdl *hdl)
{
	process_known_free(&hdl->named);
}

/* --- why a description matches nothing ---------------------------------------------------- */

struct inquiry {
	const struct dtrace_probe_desc *desc;
	pid_t pid;
	size_t stem; /* of the provider */
	const struct process_known *target;
	char *why;
	size_t size;
	/* what looking for sites gave */
	size_t objects, functions, sites;
	const char *refusal;
	char refused[DTRACE_FUNCTION_LEN];
};

static int count_site(const struct dt_site *site, void *argument)
{
	((struct inquiry *)argument)->sites++;
	return 0;
}

static void keep_refusal(const struct dt_function *function, const char *why, void *argument)
{
	struct inquiry *inquiry = argument;

	if (inquiry->refusal)
		return;
	inquiry->refusal = why;
	snprintf(inquiry->refused, sizeof(inquiry->refused), "%s", function->name);
}

static void look_at(struct inquiry *inquiry, const struct process_object *entry)
{
	const struct dt_object *object = entry->object;
	const struct dtrace_probe_desc *desc = inquiry->desc;

	if (!dt_object_matches(object, desc->module, entry->is_main))
		return;
	inquiry->objects++;
	for (size_t i = 0; i < object->function_count; i++)
		inquiry->functions += dt_user_glob(object->functions[i].name, desc->function);
	dt_sites_pid(object, desc->function, desc->name, count_site, keep_refusal, inquiry);
}

static enum dt_errtag object_problem(const struct inquiry *inquiry)
{
	const struct process_object *first = inquiry->target->objects;

	if (!first->next && first->is_main) {
		snprintf(inquiry->why, inquiry->size,
			 "%s is a static program and has no object but itself, a.out",
			 first->object->path);
		return D_PROC_DYN;
	}
	snprintf(inquiry->why, inquiry->size,
		 "process %d has not loaded an object \"%s\"; -Z waits for one", (int)inquiry->pid,
		 inquiry->desc->module);
	return D_PROC_LIB;
}

static enum dt_errtag refusal_problem(const struct inquiry *inquiry)
{
	if (!inquiry->refusal) {
		snprintf(inquiry->why, inquiry->size,
			 "its places were refused; DTRACE_DEBUG=1 in the environment says why");
		return D_PROC_CREATEFAIL;
	}
	snprintf(inquiry->why, inquiry->size, "%s cannot be probed there: %s", inquiry->refused,
		 inquiry->refusal);
	if (inquiry->refusal == dt_refused_past_end)
		return D_PROC_OFF;
	if (inquiry->refusal == dt_refused_inside)
		return D_PROC_ALIGN;
	return D_PROC_CREATEFAIL;
}

static bool is_place(const char *name)
{
	return is_glob(name) || !strcmp(name, "-") || !strcmp(name, "entry") ||
	       !strcmp(name, "return") || strspn(name, "0123456789abcdefABCDEF") == strlen(name);
}

static enum dt_errtag pid_problem(struct inquiry *inquiry)
{
	const struct dtrace_probe_desc *desc = inquiry->desc;

	for (const struct process_object *entry = inquiry->target->objects; entry;
	     entry = entry->next)
		look_at(inquiry, entry);
	if (!inquiry->objects)
		return object_problem(inquiry);
	if (!is_place(desc->name)) {
		snprintf(
			inquiry->why, inquiry->size,
			"a place in a function is \"entry\", \"return\" or an offset in hexadecimal, "
			"not \"%s\"",
			desc->name);
		return D_PROC_NAME;
	}
	if (inquiry->functions || !strcmp(desc->function, "-"))
		return refusal_problem(inquiry);
	snprintf(inquiry->why, inquiry->size, "no function \"%s\" is known%s%s", desc->function,
		 *desc->module ? " in " : "", desc->module);
	return D_PROC_FUNC;
}

static size_t count_static(const struct dt_object *object, const char *provider,
			   const char *function, const char *name)
{
	struct inquiry counted = {.sites = 0};

	dt_sites_usdt(object, provider, function, name, count_site, &counted);
	return counted.sites;
}

enum found {
	NO_PROVIDER,
	NO_PROBE,
	NO_SITE /* it is described, but not so that it could be */
};

static enum found find_static(const struct inquiry *inquiry, const struct process_object *entry,
			      const char *provider)
{
	const struct dt_object *object = entry->object;
	const struct dtrace_probe_desc *desc = inquiry->desc;
	enum found found = NO_PROVIDER;

	for (size_t i = 0; i < object->note_count && found != NO_SITE; i++) {
		char name[DTRACE_NAME_LEN];

		if (strcmp(object->notes[i].provider, provider))
			continue;
		found = NO_PROBE;
		if (dt_object_matches(object, desc->module, entry->is_main) &&
		    dt_usdt_d_name(object->notes[i].name, name, sizeof(name)) &&
		    dt_user_glob(name, desc->name) &&
		    (!count_static(object, provider, "", name) ||
		     count_static(object, provider, desc->function, name)))
			found = NO_SITE;
	}
	return found;
}

/* Of a process that is traced: it has no such provider, no such probe, or one that could not be set up. */
static enum dt_errtag static_problem(const struct inquiry *inquiry)
{
	const struct dtrace_probe_desc *desc = inquiry->desc;
	const struct process_object *entry;
	char provider[DTRACE_PROVIDER_LEN];
	enum found found = NO_PROVIDER;

	snprintf(provider, sizeof(provider), "%.*s", (int)inquiry->stem, desc->provider);
	for (entry = inquiry->target->objects; entry; entry = entry->next) {
		enum found here = find_static(inquiry, entry, provider);

		if (here == NO_SITE) {
			snprintf(
				inquiry->why, inquiry->size,
				"the static probes of %s cannot be set up as they are described there",
				entry->object->path);
			return D_PROC_USDT;
		}
		found = here == NO_PROBE ? here : found;
	}
	if (found == NO_PROBE)
		snprintf(inquiry->why, inquiry->size, "provider %s of process %d has no probe %s:%s:%s",
			 provider, (int)inquiry->pid, desc->module, desc->function, desc->name);
	else
		snprintf(inquiry->why, inquiry->size,
			 "process %d has no static probes of a provider \"%s\"", (int)inquiry->pid,
			 provider);
	return found == NO_PROBE ? D_PROC_USDT : D_PROC_BADPROV;
}

/* May its probes be made at all? D_UNKNOWN: yes. */
static enum dt_errtag process_problem(struct dtrace_hdl *hdl, struct inquiry *inquiry)
{
	int pid = (int)inquiry->pid;
	struct dt_maps maps = {0};
	int error = dt_maps_read(&maps, inquiry->pid);

	dt_maps_free(&maps);
	if (error == ESRCH) {
		snprintf(inquiry->why, inquiry->size, "there is no process %d", pid);
		return D_PROC_GRAB;
	}
	if (hdl->backend->processes && !dt_processes_has(hdl, inquiry->pid)) {
		snprintf(inquiry->why, inquiry->size,
			 "without the driver, process %d is traced only with -p %d", pid, pid);
		return D_PROC_NODEV;
	}
	if (hdl->backend->processes && !dt_processes_traces(hdl, inquiry->pid)) {
		snprintf(inquiry->why, inquiry->size, "%s",
			 hdl->no_target ? hdl->no_target : "it is not traced");
		return D_PROC_GRAB;
	}
	if (!error && inquiry->target && inquiry->target->objects)
		return D_UNKNOWN;
	snprintf(inquiry->why, inquiry->size, "process %d cannot be looked at: %s", pid,
		 error ? strerror(error) : "none of its files can be read");
	return D_PROC_GRAB;
}

/* "pid" and what should be a number. */
static enum dt_errtag number_problem(const char *provider, char *why, size_t size)
{
	if (!provider[3]) {
		snprintf(why, size,
			 "the provider of a process ends in its number, as pid123 or pid$target");
		return D_PROC_BADPROV;
	}
	snprintf(why, size, "\"%s\" is not the number of a process%s", provider + 3,
		 strcmp(provider + 3, "0") ? "" : " ($target is 0 without -c and -p)");
	return D_PROC_BADPID;
}

enum dt_errtag dt_target_problem(struct dtrace_hdl *hdl, const struct dtrace_probe_desc *desc,
				 char *why, size_t size)
{
	struct inquiry inquiry = {.desc = desc, .why = why, .size = size};
	bool is_pid = !strncmp(desc->provider, "pid", 3) &&
		      desc->provider[3 + strspn(desc->provider + 3, "0123456789")] == '\0';
	struct dtrace_ioc_provider provider = {0};
	enum dt_errtag tag;

	if (desc->id)
		return D_UNKNOWN;
	inquiry.pid = dt_target_of(desc->provider, &inquiry.stem);
	if (is_pid && (!inquiry.pid || inquiry.stem != 3))
		return number_problem(desc->provider, why, size);
	memcpy(provider.name, desc->provider, sizeof(provider.name));
	if (!is_pid && (!inquiry.pid || !dt_processes_has(hdl, inquiry.pid) ||
			!hdl->backend->control(hdl->connection, DTRACEIOC_PROVIDER, &provider)))
		return D_UNKNOWN;
	inquiry.target = process_known_of(&hdl->named, inquiry.pid, false);
	tag = process_problem(hdl, &inquiry);
	if (tag != D_UNKNOWN)
		return tag;
	return is_pid ? pid_problem(&inquiry) : static_problem(&inquiry);
}
