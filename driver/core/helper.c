/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * DOF of a process's static probes: providers, their probes, the sites of each.
 *
 * Sections may be named by several providers and overlap at will; nothing is allocated here and
 * every visit is of something checked, so a strange image costs no more than the visitor lets it.
 */
#include "dof.h"
#include "helper.h"
#include <dtrace/helper.h>

struct reader {
	struct dtrace_dof dof;
	const struct dtrace_helper_visitor *visitor;
	const struct dof_provider *provider;
	const struct dof_section *arguments, *offsets, *sites; /* arguments, sites: may be NULL */
};

/* --- names ------------------------------------------------------------- */

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The process's number is put behind it, and must be told from it. */
static bool is_provider_name(const char *name)
{
	size_t i;

	if (!is_letter(name[0]))
		return false;
	for (i = 1; name[i] != '\0'; i++)
		if (!is_letter(name[i]) && !is_digit(name[i]) && name[i] != '-')
			return false;
	return !is_digit(name[i - 1]);
}

/* Functions may be mangled and names have dashes; but a description must be able to say them. */
static bool is_sayable(const char *name)
{
	for (; *name != '\0'; name++)
		if (*name <= ' ' || *name == ':' || *name == 0x7f)
			return false;
	return true;
}

static const char *string(struct reader *r, uint32_t offset, size_t limit)
{
	return dtrace_dof_string(&r->dof, r->provider->strtab, offset, limit);
}

/* `count` strings from an offset on; NULL, refused. */
static const char *strings(struct reader *r, uint32_t offset, uint32_t count)
{
	const char *first = string(r, offset, DTRACE_ARGTYPE_LEN), *next = first;

	for (; next != NULL && count > 1; count--) {
		offset += (uint32_t)strlen(next) + 1;
		next = string(r, offset, DTRACE_ARGTYPE_LEN);
	}
	return next != NULL ? first : NULL;
}

/* --- sites ------------------------------------------------------------- */

static int read_site(struct reader *r, const struct dof_probe *probe, uint32_t index)
{
	const uint32_t *offsets = dtrace_dof_contents(&r->dof, r->offsets);
	struct dtrace_helper_site site = {
		.address = r->visitor->base + probe->addr + offsets[index],
	};
	const struct dof_prsite *own;

	if (r->sites != NULL) {
		own = (const struct dof_prsite *)dtrace_dof_contents(&r->dof, r->sites) + index;
		site.arguments = string(r, own->arguments, DTRACE_HELPER_ARGUMENTS);
		if (site.arguments == NULL)
			return -EINVAL;
		if (own->semaphore != 0)
			site.semaphore = r->visitor->base + own->semaphore;
	}
	return r->visitor->site(r->visitor->argument, &site);
}

static int read_sites(struct reader *r, const struct dof_probe *probe)
{
	uint64_t count = r->offsets->size / sizeof(uint32_t);
	uint32_t i;
	int error = 0;

	if (probe->noffs > count || probe->offidx > count - probe->noffs)
		return dtrace_dof_refuse_image(&r->dof, "sites of a probe leave their table");
	for (i = 0; i < probe->noffs && error == 0; i++)
		error = read_site(r, probe, probe->offidx + i);
	return error;
}

/* --- probes ------------------------------------------------------------ */

static int check_mapping(struct reader *r, const struct dof_probe *from,
			 struct dtrace_helper_probe *probe)
{
	uint64_t room = r->arguments != NULL ? r->arguments->size : 0;
	uint32_t i;

	if (from->xargc > room || from->argidx > room - from->xargc)
		return dtrace_dof_refuse_image(&r->dof, "arguments of a probe leave their table");
	if (from->xargc == 0)
		return 0;
	probe->mapping = (const uint8_t *)dtrace_dof_contents(&r->dof, r->arguments) + from->argidx;
	for (i = 0; i < from->xargc; i++)
		if (probe->mapping[i] >= from->nargc)
			return dtrace_dof_refuse_image(&r->dof,
						       "an argument comes from one there is not");
	return 0;
}

static int read_probe(struct reader *r, const struct dof_probe *from)
{
	struct dtrace_helper_probe probe = {
		.function = string(r, from->func, DTRACE_FUNCTION_LEN),
		.name = string(r, from->name, DTRACE_NAME_LEN),
		.native = "",
		.translated = "",
		.native_count = from->nargc,
		.translated_count = from->xargc,
		.sites = from->noffs,
	};
	int error;

	if (from->nargc != 0)
		probe.native = strings(r, from->nargv, from->nargc);
	if (from->xargc != 0)
		probe.translated = strings(r, from->xargv, from->xargc);
	if (probe.function == NULL || probe.name == NULL || probe.native == NULL ||
	    probe.translated == NULL)
		return -EINVAL;
	if (probe.name[0] == '\0' || !is_sayable(probe.name) || !is_sayable(probe.function))
		return dtrace_dof_refuse_image(&r->dof, "a probe has an impossible name");
	error = check_mapping(r, from, &probe);
	if (error == 0)
		error = r->visitor->probe(r->visitor->argument, &probe);
	return error != 0 ? error : read_sites(r, from);
}

static int read_probes(struct reader *r)
{
	const struct dof_section *found = dtrace_dof_section(
		&r->dof, r->provider->probes, DOF_SECT_PROBES, sizeof(struct dof_probe), 8);
	const struct dof_probe *from;
	uint64_t i;
	int error = 0;

	if (found == NULL)
		return -EINVAL;
	from = dtrace_dof_contents(&r->dof, found);
	for (i = 0; i < found->size / sizeof(*from) && error == 0; i++)
		error = read_probe(r, &from[i]);
	return error;
}

/* --- providers --------------------------------------------------------- */

static struct dtrace_attribute attribute(uint32_t word)
{
	return (struct dtrace_attribute){
		.name = DTRACE_MIN(DOF_ATTR_NAME(word), DTRACE_STABILITY_STANDARD),
		.data = DTRACE_MIN(DOF_ATTR_DATA(word), DTRACE_STABILITY_STANDARD),
		.class_ = DTRACE_MIN(DOF_ATTR_CLASS(word), DTRACE_CLASS_COMMON),
	};
}

struct dtrace_provider_attributes dtrace_helper_attributes(const uint32_t words[5])
{
	return (struct dtrace_provider_attributes){attribute(words[0]), attribute(words[1]),
						   attribute(words[2]), attribute(words[3]),
						   attribute(words[4])};
}

static int find_tables(struct reader *r, bool classic)
{
	const struct dof_provider *provider = r->provider;

	r->arguments = r->sites = NULL;
	r->offsets =
		dtrace_dof_section(&r->dof, provider->proffs, DOF_SECT_PROFFS, sizeof(uint32_t), 4);
	if (r->offsets == NULL)
		return -EINVAL;
	if (provider->prargs != DOF_NO_SECTION) {
		r->arguments = dtrace_dof_section(&r->dof, provider->prargs, DOF_SECT_PRARGS, 1, 1);
		if (r->arguments == NULL)
			return -EINVAL;
	}
	if (classic || provider->prsites == DOF_NO_SECTION)
		return 0;
	r->sites = dtrace_dof_section(&r->dof, provider->prsites, DOF_SECT_PRSITES,
				      sizeof(struct dof_prsite), 8);
	if (r->sites == NULL)
		return -EINVAL;
	if (r->sites->size / sizeof(struct dof_prsite) != r->offsets->size / sizeof(uint32_t))
		return dtrace_dof_refuse_image(&r->dof, "two tables of sites differ in length");
	return 0;
}

static int read_provider(struct reader *r, uint32_t index)
{
	const struct dof_section *found =
		dtrace_dof_section(&r->dof, index, DOF_SECT_PROVIDER, 1, 4);
	struct dtrace_helper_provider provider;
	int error;

	if (found == NULL)
		return -EINVAL;
	if (found->size != sizeof(*r->provider) && found->size != DOF_PROVIDER_CLASSIC)
		return dtrace_dof_refuse(&r->dof, "impossible size of a provider", index);
	r->provider = dtrace_dof_contents(&r->dof, found);
	error = find_tables(r, found->size == DOF_PROVIDER_CLASSIC);
	if (error != 0)
		return error;
	provider.name = string(r, r->provider->name, DTRACE_PROVIDER_LEN);
	if (provider.name == NULL)
		return -EINVAL;
	if (!is_provider_name(provider.name))
		return dtrace_dof_refuse(&r->dof, "impossible name of a provider", index);
	provider.attributes = dtrace_helper_attributes(
		(const uint32_t[]){r->provider->provattr, r->provider->modattr,
				   r->provider->funcattr, r->provider->nameattr,
				   r->provider->argsattr});
	error = r->visitor->provider(r->visitor->argument, &provider);
	return error != 0 ? error : read_probes(r);
}

int dtrace_helper_read(const void *image, size_t size, const struct dtrace_helper_visitor *visitor,
		       char *message, size_t message_size)
{
	struct reader r = {.dof = {.bytes = image,
				   .header = image,
				   .any_model = true,
				   .message = message,
				   .size = message_size},
			   .visitor = visitor};
	int error = dtrace_dof_check(&r.dof, size);
	uint32_t i;

	for (i = 0; error == 0 && i < r.dof.header->secnum; i++)
		if (r.dof.sections[i].type == DOF_SECT_PROVIDER &&
		    (r.dof.sections[i].flags & DOF_SECF_LOAD))
			error = read_provider(&r, i);
	return error;
}

bool dtrace_helper_has_program(const void *image)
{
	const struct dof_header *header = image;
	const struct dof_section *sections = (const void *)((const uint8_t *)image + header->secoff);
	uint32_t i;

	for (i = 0; i < header->secnum; i++)
		if (sections[i].type == DOF_SECT_ECBDESC && (sections[i].flags & DOF_SECF_LOAD))
			return true;
	return false;
}
