/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * dtrace -G: the object an application links so that the driver learns of its probes when it
 * starts.
 *
 * The probe sites are in the application's objects already (the header of dtrace -h put them
 * there). -G checks them against the declaration, writes into each the function it is in, and
 * makes an object with the declaration in binary (the template, usdt/sites.h), the clauses of
 * dtrace:helper:ustack: as DOF, and the start-up code (usdt/drti.c). That is assembler text given to as(1): a linker and an assembler are there
 * wherever objects are made.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <dtrace/dof.h>

#include "dt_usdt.h"
#include "usdt/sites.h"
#include "user/dt_name.h"

/* --- strings of a template ---------------------------------------------------------------------
 */

struct strings {
	char *bytes;
	size_t size, room;
	bool failed;
};

static uint32_t add_bytes(struct strings *strings, const void *bytes, size_t size)
{
	size_t at = strings->size;

	if (strings->room - at < size) {
		size_t room = (strings->room + size) * 2;
		char *larger = realloc(strings->bytes, room);

		if (!larger) {
			strings->failed = true;
			return 0;
		}
		strings->bytes = larger;
		strings->room = room;
	}
	if (size) /* a section may be empty, and then there is no memory to name */
		memcpy(strings->bytes + at, bytes, size);
	strings->size += size;
	return (uint32_t)at;
}

static uint32_t add_string(struct strings *strings, const char *text)
{
	return add_bytes(strings, text, strlen(text) + 1);
}

/* Functions come many times: each once. */
static uint32_t add_name(struct strings *strings, size_t from, const char *text)
{
	for (size_t at = from; at < strings->size; at += strlen(strings->bytes + at) + 1)
		if (!strcmp(strings->bytes + at, text))
			return (uint32_t)at;
	return add_string(strings, text);
}

static uint32_t add_types(struct strings *strings, struct dt_type **types, size_t count)
{
	uint32_t first = (uint32_t)strings->size;
	char text[DTRACE_ARGTYPE_LEN];

	for (size_t i = 0; i < count; i++)
		add_string(strings, dt_type_name(types[i], text, sizeof(text)));
	return first;
}

/* --- the objects
 * ----------------------------------------------------------------------------------- */

struct link {
	struct dtrace_hdl *hdl;
	struct dt_link_object *objects;
	size_t count;
	bool is_32bit;
	const struct dt_program *helpers; /* clauses that go along, or NULL */
	FILE *out;			  /* assembler text */
};

static int open_objects(struct link *link, char *const *paths, size_t count)
{
	link->objects = calloc(count + 1, sizeof(*link->objects));
	if (!link->objects)
		return dt_set_error(link->hdl, EDT_NOMEM, NULL);
	for (; link->count < count; link->count++) {
		struct dt_link_object *object = &link->objects[link->count];
		int error = dt_link_object_open(link->hdl, paths[link->count], object);

		if (!error && link->count && object->is_32bit != link->objects[0].is_32bit)
			error = dt_set_error(link->hdl, EDT_MESSAGE,
					     "%s is for %d bits and %s for %d: link them apart",
					     paths[0], link->objects[0].is_32bit ? 32 : 64,
					     object->path, object->is_32bit ? 32 : 64);
		if (error) {
			dt_link_object_close(object);
			return -1;
		}
	}
	link->is_32bit = link->objects[0].is_32bit;
	return 0;
}

static bool is_provider(const struct dt_link_site *site, const struct dt_provider_decl *provider)
{
	char name[2 * DTRACE_PROVIDER_LEN];

	dt_usdt_function_name(provider->name, name, sizeof(name));
	return !strcmp(site->provider, name);
}

static int check_site(struct link *link, const struct dt_link_object *object,
		      const struct dt_link_site *site, const struct dt_provider_decl *provider)
{
	struct dt_probe_decl *probe = provider->probes;
	char name[2 * DTRACE_NAME_LEN];

	for (; probe; probe = probe->next) {
		dt_usdt_function_name(probe->name, name, sizeof(name));
		if (!strcmp(name, site->name))
			break;
	}
	if (!probe)
		return dt_set_error(link->hdl, EDT_MESSAGE,
				    "%s: probe %s of provider %s is used in %s() but not declared",
				    object->path, site->name, provider->name, site->function);
	if (site->arguments != probe->native_count)
		return dt_set_error(
			link->hdl, EDT_MESSAGE,
			"%s: probe %s of provider %s has %u arguments in %s() but is declared with "
			"%zu: make the header again (dtrace -h) and compile the object with it",
			object->path, site->name, provider->name, site->arguments, site->function,
			probe->native_count);
	return 0;
}

static int check_sites(struct link *link)
{
	struct dt_provider_decl *provider;
	bool lto = false;

	for (size_t i = 0; (provider = dt_usdt_provider(link->hdl, i)); i++) {
		size_t found = 0;

		for (size_t o = 0; o < link->count; o++) {
			const struct dt_link_object *object = &link->objects[o];

			lto |= object->is_lto;
			for (size_t s = 0; s < object->count; s++) {
				if (!is_provider(&object->sites[s], provider))
					continue;
				found++;
				if (check_site(link, object, &object->sites[s], provider))
					return -1;
			}
		}
		if (!found && !lto && link->count)
			return dt_set_error(link->hdl, EDT_MESSAGE,
					    "no probe sites found for declared provider %s",
					    provider->name);
	}
	return 0;
}

/* --- templates
 * -------------------------------------------------------------------------------------- */

static uint32_t hash(const struct strings *strings)
{
	uint32_t value = 2166136261u;

	for (size_t i = 0; i < strings->size; i++)
		value = (value ^ (uint8_t)strings->bytes[i]) * 16777619u;
	return value | 1;
}

static int mark_sites(struct link *link, const struct dt_provider_decl *provider, uint32_t owner,
		      struct strings *strings, size_t functions)
{
	for (size_t o = 0; o < link->count; o++) {
		const struct dt_link_object *object = &link->objects[o];

		for (size_t s = 0; s < object->count; s++) {
			const struct dt_link_site *site = &object->sites[s];

			if (is_provider(site, provider) &&
			    dt_link_object_mark(link->hdl, object, site, owner,
						add_name(strings, functions, site->function)))
				return -1;
		}
	}
	return 0;
}

static void add_functions(struct link *link, const struct dt_provider_decl *provider,
			  struct strings *strings, size_t functions)
{
	for (size_t o = 0; o < link->count; o++)
		for (size_t s = 0; s < link->objects[o].count; s++)
			if (is_provider(&link->objects[o].sites[s], provider))
				add_name(strings, functions, link->objects[o].sites[s].function);
}

static void describe_probe(const struct dt_probe_decl *probe, struct strings *strings,
			   struct dtrace_template_probe *to)
{
	char name[2 * DTRACE_NAME_LEN];

	dt_usdt_function_name(probe->name, name, sizeof(name));
	to->name = add_string(strings, name);
	dt_usdt_d_name(probe->name, name, sizeof(name)); /* never longer than the name */
	to->d_name = add_string(strings, name);
	to->native = add_types(strings, probe->native, probe->native_count);
	to->translated = add_types(strings, probe->translated, probe->translated_count);
	to->mapping = add_bytes(strings, probe->mapping, probe->translated_count);
	to->native_count = (uint32_t)probe->native_count;
	to->translated_count = (uint32_t)probe->translated_count;
}

static uint32_t attribute_word(const struct dtrace_attribute *attribute)
{
	return DOF_ATTR(attribute->name, attribute->data, attribute->class_);
}

static void write_bytes(FILE *out, const void *bytes, size_t size)
{
	const uint8_t *at = bytes;

	for (size_t i = 0; i < size; i++)
		fprintf(out, "%s%u", i % 32 ? "," : "\n\t.byte ", at[i]);
	fputc('\n', out);
}

static size_t count_probes(const struct dt_provider_decl *provider)
{
	size_t count = 1; /* calloc(0) may be NULL */

	for (struct dt_probe_decl *probe = provider->probes; probe; probe = probe->next)
		count++;
	return count;
}

static int write_template(struct link *link, const struct dt_provider_decl *provider)
{
	struct dtrace_template header = {0};
	struct dtrace_template_probe *probes = calloc(count_probes(provider), sizeof(*probes));
	struct strings strings = {0};
	char name[2 * DTRACE_PROVIDER_LEN];
	size_t functions;
	int error;

	if (!probes)
		return dt_set_error(link->hdl, EDT_NOMEM, NULL);
	add_string(&strings, "");
	dt_usdt_function_name(provider->name, name, sizeof(name));
	header.provider = add_string(&strings, name);
	for (int i = 0; i < 5; i++)
		header.attributes[i] = attribute_word(&(&provider->attributes.provider)[i]);
	for (struct dt_probe_decl *probe = provider->probes; probe; probe = probe->next)
		describe_probe(probe, &strings, &probes[header.probes++]);
	functions = strings.size;
	add_functions(link, provider, &strings, functions);
	header.owner = hash(&strings);
	error = mark_sites(link, provider, header.owner, &strings, functions);
	while (strings.size % 4)
		add_string(&strings, "");
	header.strings = (uint32_t)strings.size;
	if (strings.failed)
		error = dt_set_error(link->hdl, EDT_NOMEM, NULL);
	if (!error) {
		write_bytes(link->out, &header, sizeof(header));
		write_bytes(link->out, probes, header.probes * sizeof(probes[0]));
		write_bytes(link->out, strings.bytes, strings.size);
	}
	free(strings.bytes);
	free(probes);
	return error;
}

/* --- helpers -------------------------------------------------------------------------------------- */

/* The one script with clauses, or NULL; -1: they are none that an application can bring along. */
static int find_helpers(struct link *link)
{
	for (struct dt_program *program = link->hdl->programs; program; program = program->next) {
		if (!program->clause_count)
			continue;
		if (link->helpers)
			return dt_set_error(link->hdl, EDT_MESSAGE,
					    "clauses of an application must stand in one script");
		link->helpers = program;
		for (struct dt_clause *clause = program->clauses; clause; clause = clause->next)
			if (!dt_clause_is_helper(clause))
				return dt_set_error(
					link->hdl, EDT_MESSAGE,
					"only clauses of dtrace:helper:ustack: can be linked into "
					"an application");
	}
	return 0;
}

/* A symbol that only its own file sees would be left undefined by the linker, without a word why. */
static int check_symbol(struct link *link, const char *symbol)
{
	const char *path = NULL;

	for (size_t i = 0; i < link->count; i++) {
		bool global;

		if (!dt_link_object_defines(&link->objects[i], symbol, &global))
			continue;
		if (global)
			return 0;
		path = link->objects[i].path;
	}
	return path ? dt_set_error(link->hdl, EDT_MESSAGE,
				   "a helper names %s, which is static in %s: only what other objects "
				   "see can be linked",
				   symbol, path)
		    : 0;
}

static int write_links(struct link *link, const struct dt_dof_link *links, size_t count)
{
	const char *word = link->is_32bit ? ".4byte" : ".8byte";

	fputs("\t.section .data.rel.ro,\"aw\",@progbits\n\t.balign 8\ndtrti_links:\n", link->out);
	for (size_t i = 0; i < count; i++) {
		if (check_symbol(link, links[i].symbol))
			return -1;
		fprintf(link->out, "\t%s %llu, %s\n", word, (unsigned long long)links[i].offset,
			links[i].symbol);
	}
	return 0;
}

static int write_helpers(struct link *link)
{
	struct dtrace_template_program header = {0};
	struct dt_dof_link *links = NULL;
	size_t size = 0, count = 0;
	void *image = NULL;
	int error;

	if (link->helpers) {
		image = dt_dof_create_linked(link->hdl, link->helpers, &size, &links, &count);
		if (!image)
			return -1;
	}
	header.size = (uint32_t)size;
	header.links = (uint32_t)count;
	fputs("\t.section .rodata\n\t.balign 8\ndtrti_program:\n", link->out);
	write_bytes(link->out, &header, sizeof(header));
	write_bytes(link->out, image, size);
	error = write_links(link, links, count);
	free(links);
	free(image);
	return error;
}

/* --- the object
 * --------------------------------------------------------------------------------------- */

static int write_text(struct link *link)
{
	struct dt_provider_decl *provider;

	fputs(link->is_32bit ? dt_drti_32 : dt_drti_64, link->out);
	fputs("\n\t.section " DTRACE_TEMPLATES_SECTION ",\"a\",@progbits\n\t.balign 4\ndtrti_templates:\n", link->out);
	for (size_t i = 0; (provider = dt_usdt_provider(link->hdl, i)); i++)
		if (write_template(link, provider))
			return -1;
	fputs("\t.4byte 0\n", link->out);
	if (write_helpers(link))
		return -1;
	fputs("\t.section .note.GNU-stack,\"\",@progbits\n", link->out);
	return fflush(link->out) ? dt_set_error(link->hdl, errno, NULL) : 0;
}

static int assemble(struct link *link, const char *source, const char *output)
{
	const char *assembler = getenv("DTRACE_AS");
	int status;
	pid_t child;

	if (!assembler || !*assembler)
		assembler = "as";
	child = fork();
	if (child == 0) {
		execlp(assembler, assembler, link->is_32bit ? "--32" : "--64", "-o", output, source,
		       (char *)NULL);
		_exit(127);
	}
	if (child < 0 || waitpid(child, &status, 0) != child)
		return dt_set_error(link->hdl, errno, NULL);
	if (WIFEXITED(status) && WEXITSTATUS(status) == 127)
		return dt_set_error(link->hdl, EDT_MESSAGE,
				    "cannot run the assembler %s: install binutils, or name one in "
				    "DTRACE_AS",
				    assembler);
	if (status)
		return dt_set_error(link->hdl, EDT_MESSAGE, "%s could not make %s", assembler,
				    output);
	return 0;
}

static int make_object(struct link *link, const char *output)
{
	char source[] = "/tmp/dtrace-XXXXXX.s";
	int file = mkstemps(source, 2), error;

	link->out = file < 0 ? NULL : fdopen(file, "w");
	if (!link->out)
		return dt_set_error(link->hdl, errno, NULL);
	error = write_text(link);
	fclose(link->out);
	if (!error)
		error = assemble(link, source, output);
	unlink(source);
	return error;
}

int dtrace_program_link(dtrace_hdl_t *hdl, const char *output, char *const objects[], size_t count)
{
	struct link link = {.hdl = hdl};
	int error;

	error = find_helpers(&link);
	if (!error && !link.helpers && !dt_usdt_provider(hdl, 0))
		return dt_set_error(hdl, EDT_MESSAGE,
				    "the program declares no provider and has no helper");
	if (!error)
		error = open_objects(&link, objects, count);
	if (!error)
		error = check_sites(&link);
	if (!error)
		error = make_object(&link, output);
	for (size_t i = 0; i < link.count; i++)
		dt_link_object_close(&link.objects[i]);
	free(link.objects);
	return error;
}
