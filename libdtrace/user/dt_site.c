/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * From a probe description to places in an object.
 */
#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "dt_name.h"
#include "dt_user.h"

/* --- static probes ------------------------------------------------------------------------ */

bool dt_usdt_d_name(const char *name, char *to, size_t size)
{
	size_t length = 0;

	for (; *name; name++) {
		if (length + 1 >= size)
			return false;
		if (name[0] == '_' && name[1] == '_') {
			to[length++] = '-';
			name++;
		} else {
			to[length++] = *name;
		}
	}
	to[length] = '\0';
	return true;
}

static bool describe_note(const struct dt_object *object, const struct dt_note *note,
			  struct dt_site *site)
{
	const struct dt_function *function = dt_object_function_at(object, note->address);

	memset(site, 0, sizeof(*site));
	site->kind = DT_SITE_USDT;
	site->object = object;
	site->provider = note->provider;
	site->declared = dt_object_declared(object, note->provider, note->name);
	site->function = function ? function->name : "";
	site->address = note->address;
	site->function_offset = function ? note->address - function->address : 0;
	if (!dt_usdt_d_name(note->name, site->name, sizeof(site->name)) ||
	    strlen(note->provider) >= DTRACE_PROVIDER_LEN ||
	    !dt_object_offset(object, note->address, &site->offset) ||
	    (note->semaphore && !dt_object_offset(object, note->semaphore, &site->semaphore)))
		return false;
	site->argument_count = dt_note_arguments(object, note, site->arguments, DT_SITE_ARGUMENTS);
	if (site->argument_count > DT_SITE_ARGUMENTS)
		site->argument_count = DT_SITE_ARGUMENTS;
	return true;
}

int dt_sites_usdt(const struct dt_object *object, const char *provider, const char *function,
		  const char *name, dt_site_visit *visit, void *argument)
{
	int result = 0;

	for (size_t i = 0; i < object->note_count && !result; i++) {
		struct dt_site site;

		if (dt_user_glob(object->notes[i].provider, provider) &&
		    describe_note(object, &object->notes[i], &site) &&
		    dt_user_glob(site.function, function) && dt_user_glob(site.name, name))
			result = visit(&site, argument);
	}
	if (!result && dt_user_glob("plockstat", provider))
		result = dt_sites_plock(object, function, name, visit, argument);
	return result;
}

/* --- functions ------------------------------------------------------------------------------ */

const char dt_refused_past_end[] = "the offset is past its end";
const char dt_refused_inside[] = "no instruction begins at the offset";

struct search {
	const struct dt_object *object;
	const char *name;
	dt_site_visit *visit;
	dt_site_refuse *refuse;
	void *argument;
};

static bool is_pattern(const char *text)
{
	return !*text || strpbrk(text, "*?[\\");
}

/* The offset a hexadecimal name means. */
static bool offset_of(const char *name, uint64_t *offset)
{
	size_t digits = strspn(name, "0123456789abcdefABCDEF");

	if (!digits || name[digits] || digits > 16)
		return false;
	*offset = strtoull(name, NULL, 16);
	return true;
}

static void refuse(const struct search *search, const struct dt_function *function, const char *why)
{
	if (search->refuse)
		search->refuse(function, why, search->argument);
}

/*
 * One place has one counter, whatever the kernel keeps there: a pid probe on the instruction of a
 * static probe must name the same one.
 */
static uint64_t semaphore_at(const struct dt_object *object, uint64_t address)
{
	uint64_t offset;

	for (size_t i = 0; i < object->note_count; i++)
		if (object->notes[i].address == address && object->notes[i].semaphore &&
		    dt_object_offset(object, object->notes[i].semaphore, &offset))
			return offset;
	return 0;
}

static int visit_site(const struct search *search, const struct dt_function *function,
		      enum dt_site_kind kind, const char *name, uint64_t offset)
{
	struct dt_site site = {
		.kind = kind,
		.object = search->object,
		.provider = "pid",
		.function = function->name,
		.address = function->address + offset,
		.function_offset = offset,
	};

	snprintf(site.name, sizeof(site.name), "%s", name);
	if (!dt_object_offset(search->object, site.address, &site.offset)) {
		refuse(search, function, "its code is not in the file");
		return 0;
	}
	site.semaphore = semaphore_at(search->object, site.address);
	return search->visit(&site, search->argument);
}

static int visit_entry(const struct search *search, const struct dt_function *function)
{
	if (function->indirect) {
		refuse(search, function,
		       "it only chooses the real function when the program is loaded");
		return 0;
	}
	return visit_site(search, function, DT_SITE_ENTRY, "entry", 0);
}

/* Offsets by one of the two functions above; the caller frees. */
static int list_offsets(const struct search *search, const struct dt_function *function,
			int (*list)(const struct dt_object *, const struct dt_function *,
				    uint32_t *, size_t, const char **),
			uint32_t **offsets)
{
	const char *why;
	int count = list(search->object, function, NULL, 0, &why);

	*offsets = NULL;
	if (count > 0) {
		*offsets = malloc((size_t)count * sizeof(**offsets));
		if (!*offsets)
			return 0;
		count = list(search->object, function, *offsets, (size_t)count, &why);
	}
	if (count < 0)
		refuse(search, function, why);
	return count < 0 ? 0 : count;
}

static int visit_returns(const struct search *search, const struct dt_function *function)
{
	uint32_t *offsets;
	int result = 0, count = list_offsets(search, function, dt_function_returns, &offsets);

	for (int i = 0; i < count && !result; i++)
		result = visit_site(search, function, DT_SITE_RETURN, "return", offsets[i]);
	free(offsets);
	return result;
}

/* Every instruction whose offset the pattern means; `only`: the one at this offset. */
static int visit_instructions(const struct search *search, const struct dt_function *function,
			      const uint64_t *only)
{
	uint32_t *offsets;
	bool found = false;
	int result = 0, count = list_offsets(search, function, dt_function_instructions, &offsets);

	for (int i = 0; i < count && !result; i++) {
		char name[DTRACE_NAME_LEN];

		snprintf(name, sizeof(name), "%" PRIx32, offsets[i]);
		if (only ? offsets[i] != *only
			 : strcmp(search->name, "-") && !dt_user_glob(name, search->name))
			continue;
		found = true;
		result = visit_site(search, function, DT_SITE_OFFSET, name, offsets[i]);
	}
	if (only && count && !found)
		refuse(search, function,
		       *only >= function->size ? dt_refused_past_end : dt_refused_inside);
	free(offsets);
	return result;
}

static int visit_function(const struct search *search, const struct dt_function *function)
{
	uint64_t offset;
	int result = 0;

	if (!is_pattern(search->name) && strcmp(search->name, "-")) {
		if (!strcmp(search->name, "entry"))
			return visit_entry(search, function);
		if (!strcmp(search->name, "return"))
			return visit_returns(search, function);
		return offset_of(search->name, &offset)
			       ? visit_instructions(search, function, &offset)
			       : 0;
	}
	if (dt_user_glob("entry", search->name))
		result = visit_entry(search, function);
	if (!result && dt_user_glob("return", search->name))
		result = visit_returns(search, function);
	return result ? result : visit_instructions(search, function, NULL);
}

/* Does an instruction begin there? Else `why` says what is wrong with it. */
static bool is_instruction(const struct search *search, const struct dt_function *function,
			   uint64_t offset, const char **why)
{
	int count = dt_function_instructions(search->object, function, NULL, 0, why);
	uint32_t *offsets = count > 0 ? malloc((size_t)count * sizeof(*offsets)) : NULL;
	bool found = false;

	if (!offsets)
		return false;
	count = dt_function_instructions(search->object, function, offsets, (size_t)count, why);
	for (int i = 0; i < count && !found; i++)
		found = offsets[i] == offset;
	if (!found)
		*why = dt_refused_inside;
	free(offsets);
	return found;
}

/* function "-": the name is an address of the object, and both are the probe's as they are said. */
static int visit_address(const struct search *search)
{
	struct dt_function bare = {.name = "-"};
	const struct dt_function *function;
	const char *why = "out of memory";

	if (!offset_of(search->name, &bare.address))
		return 0;
	function = dt_object_function_at(search->object, bare.address);
	if (!function)
		why = "no function is known there, so it may be the middle of an instruction";
	else if (is_instruction(search, function, bare.address - function->address, &why))
		return visit_site(search, &bare, DT_SITE_OFFSET, search->name, 0);
	refuse(search, &bare, why);
	return 0;
}

int dt_sites_pid(const struct dt_object *object, const char *function, const char *name,
		 dt_site_visit *visit, dt_site_refuse *refused, void *argument)
{
	struct search search = {object, name, visit, refused, argument};
	uint64_t last = 0;
	bool any = false;
	int result = 0;

	if (!strcmp(function, "-"))
		return visit_address(&search);
	for (size_t i = 0; i < object->function_count && !result; i++) {
		const struct dt_function *candidate = &object->functions[i];

		/* Of several names of one place a pattern means the first. */
		if (!dt_user_glob(candidate->name, function) ||
		    (any && candidate->address == last && is_pattern(function)))
			continue;
		any = true;
		last = candidate->address;
		result = visit_function(&search, candidate);
	}
	return result;
}
