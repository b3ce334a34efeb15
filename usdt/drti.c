/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The start-up code that `dtrace -G` puts into an application: tells the driver which static
 * probes this program or library has.
 *
 * Without the driver it costs one failed open(2). With it, the site records the linker has gathered
 * and the templates of dtrace -G become a DOF image, handed over in one ioctl(2); when a library is
 * unloaded its probes are taken back. After fork the kernel has already copied what the parent said.
 *
 *	DTRACE_DOF_INIT_DISABLE=1	do nothing
 *	DTRACE_DOF_INIT_DEBUG=1		say on standard error what happens
 *	DTRACE_DOF_INIT_DEVNAME=path	another device
 *
 * Compiled to assembler text for 32 and 64 bits when libdtrace is built, and assembled anew into
 * each object of dtrace -G: so everything is local to that object. Includes no header of a libc,
 * because it is built for programs whose libc is not here.
 */
#include <dtrace/dof.h>
#include <dtrace/helper.h>

#include "libc.h"
#include "sites.h"

#define LOCAL __attribute__((visibility("hidden")))
extern const struct dtrace_template dtrti_templates[] LOCAL;
extern const struct dtrace_template_program dtrti_program LOCAL;
extern const struct dtrace_template_link dtrti_links[] LOCAL;
extern const char __start_dtrace_sites[] LOCAL __attribute__((weak));
extern const char __stop_dtrace_sites[] LOCAL __attribute__((weak));

#define O_RDWR	  02
#define O_CLOEXEC 02000000

#define GENERATIONS 16
static int generations[GENERATIONS];
static unsigned int generation_count;
static unsigned char debug;

#define SAY(...) (debug ? (void)dprintf(2, "dtrace DOF: " __VA_ARGS__) : (void)0)

/* --- site records ------------------------------------------------------------------------- */

static const struct dtrace_site *first_site(void)
{
	return (const struct dtrace_site *)__start_dtrace_sites;
}

/* NULL behind the last. */
static const struct dtrace_site *valid_site(const struct dtrace_site *site)
{
	const char *at = (const char *)site;

	if (!at || __stop_dtrace_sites - at < (long)sizeof(*site) || site->length < sizeof(*site) ||
	    (long)site->length > __stop_dtrace_sites - at)
		return NULL;
	return site;
}

static const struct dtrace_site *next_site(const struct dtrace_site *site)
{
	return (const struct dtrace_site *)((const char *)site + site->length);
}

static const char *site_name(const struct dtrace_site *site)
{
	return site->strings + strlen(site->strings) + 1;
}

static const char *site_arguments(const struct dtrace_site *site)
{
	const char *name = site_name(site);

	return name + strlen(name) + 1;
}

static uintptr_t site_address(const struct dtrace_site *site)
{
	return (uintptr_t)&site->probe + (uintptr_t)(intptr_t)site->probe;
}

static uintptr_t site_semaphore(const struct dtrace_site *site)
{
	return (uintptr_t)&site->semaphore + (uintptr_t)(intptr_t)site->semaphore;
}

/* --- templates ------------------------------------------------------------------------------- */

static const struct dtrace_template_probe *probes_of(const struct dtrace_template *template)
{
	return (const struct dtrace_template_probe *)(template + 1);
}

static const char *strings_of(const struct dtrace_template *template)
{
	return (const char *)(probes_of(template) + template->probes);
}

static const struct dtrace_template *next_template(const struct dtrace_template *template)
{
	return (const struct dtrace_template *)(strings_of(template) + template->strings);
}

/* The probe of the template a site belongs to, or NULL: another provider's. */
static const struct dtrace_template_probe *probe_of(const struct dtrace_template *template,
						    const struct dtrace_site *site)
{
	const struct dtrace_template_probe *probe = probes_of(template);
	const char *strings = strings_of(template);

	if (strcmp(site->strings, strings + template->provider))
		return NULL;
	for (uint32_t i = 0; i < template->probes; i++, probe++)
		if (!strcmp(site_name(site), strings + probe->name))
			return probe;
	return NULL;
}

/* Objects that dtrace -G could not look into (link-time optimisation) have not set it. */
static uint32_t function_of(const struct dtrace_template *template, const struct dtrace_site *site)
{
	return site->owner == template->owner && site->function < template->strings ? site->function
										    : 0;
}

/* --- the image -------------------------------------------------------------------------------- */

enum {
	STRINGS,
	PROBES,
	ARGUMENTS,
	OFFSETS,
	SITES,
	PROVIDER,
	SECTIONS
};

struct image {
	const struct dtrace_template *template;
	uint32_t site_count, mappings; /* at most */
	uintptr_t lowest;
	char *bytes;
	struct dof_header *header;
	struct dof_section *sections;
};

static void measure(struct image *image)
{
	const struct dtrace_site *site;

	for (site = first_site(); valid_site(site); site = next_site(site)) {
		const struct dtrace_template_probe *probe = probe_of(image->template, site);

		if (!probe)
			continue;
		if (!image->site_count++ || site_address(site) < image->lowest)
			image->lowest = site_address(site);
		image->mappings += probe->translated_count;
	}
}

static uint64_t place(struct image *image, int index, uint32_t type, uint32_t entry, uint64_t size,
		      uint64_t at)
{
	struct dof_section *section = &image->sections[index];

	section->type = type;
	section->align = 8;
	section->flags = DOF_SECF_LOAD;
	section->entsize = entry;
	section->offset = at;
	section->size = size;
	return (at + size + 7) & ~7ull;
}

static uint64_t lay_out(struct image *image, struct dof_section sections[SECTIONS])
{
	uint64_t sites = (uint64_t)(__stop_dtrace_sites - __start_dtrace_sites);
	uint32_t n = image->site_count;
	uint64_t at = sizeof(struct dof_header) + SECTIONS * sizeof(struct dof_section);

	image->sections = sections;
	at = place(image, STRINGS, DOF_SECT_STRTAB, 0, image->template->strings + sites + 1, at);
	at = place(image, PROBES, DOF_SECT_PROBES, sizeof(struct dof_probe),
		   n * sizeof(struct dof_probe), at);
	at = place(image, ARGUMENTS, DOF_SECT_PRARGS, 1, image->mappings, at);
	at = place(image, OFFSETS, DOF_SECT_PROFFS, 4, n * 4, at);
	at = place(image, SITES, DOF_SECT_PRSITES, sizeof(struct dof_prsite),
		   n * sizeof(struct dof_prsite), at);
	return place(image, PROVIDER, DOF_SECT_PROVIDER, 0, sizeof(struct dof_provider), at);
}

static void *contents(struct image *image, int section)
{
	return image->bytes + image->sections[section].offset;
}

static void write_header(struct image *image, uint64_t size)
{
	static const uint8_t ident[] = {0x7f,
					'D',
					'O',
					'F',
					sizeof(long) == 8 ? DOF_MODEL_LP64 : DOF_MODEL_ILP32,
					DOF_ENCODE_LSB,
					DOF_VERSION_2,
					2,
					8,
					8};

	image->header = (struct dof_header *)image->bytes;
	memcpy(image->header->ident, ident, sizeof(ident));
	image->header->hdrsize = sizeof(struct dof_header);
	image->header->secsize = sizeof(struct dof_section);
	image->header->secnum = SECTIONS;
	image->header->secoff = sizeof(struct dof_header);
	image->header->loadsz = image->header->filesz = size;
}

/* Template strings, then the site records as they are: what matters there are their strings. */
static void write_strings(struct image *image)
{
	char *to = contents(image, STRINGS);

	memcpy(to, strings_of(image->template), image->template->strings);
	memcpy(to + image->template->strings, __start_dtrace_sites,
	       (size_t)(__stop_dtrace_sites - __start_dtrace_sites));
}

static void write_site(struct image *image, const struct dtrace_site *site, uint32_t index)
{
	uint32_t *offset = (uint32_t *)contents(image, OFFSETS) + index;
	struct dof_prsite *entry = (struct dof_prsite *)contents(image, SITES) + index;

	*offset = (uint32_t)(site_address(site) - image->lowest);
	entry->semaphore = site_semaphore(site);
	entry->arguments =
		image->template->strings + (uint32_t)(site_arguments(site) - __start_dtrace_sites);
}

static uint32_t write_mapping(struct image *image, const struct dtrace_template_probe *from,
			      uint32_t used)
{
	memcpy((char *)contents(image, ARGUMENTS) + used,
	       strings_of(image->template) + from->mapping, from->translated_count);
	return used + from->translated_count;
}

/* All sites of a probe in one function are one probe to D. */
static uint32_t write_sites_like(struct image *image, const struct dtrace_site *like,
				 uint32_t index, unsigned char *done)
{
	const struct dtrace_template_probe *probe = probe_of(image->template, like);
	uint32_t function = function_of(image->template, like), n = 0;
	const struct dtrace_site *site;

	for (site = first_site(); valid_site(site); site = next_site(site), n++) {
		if (done[n] || probe_of(image->template, site) != probe ||
		    function_of(image->template, site) != function)
			continue;
		done[n] = 1;
		write_site(image, site, index++);
	}
	return index;
}

static void write_probes(struct image *image, unsigned char *done)
{
	struct dof_probe *to = contents(image, PROBES), *first = to;
	uint32_t index = 0, mapped = 0, n = 0;
	const struct dtrace_site *site;

	for (site = first_site(); valid_site(site); site = next_site(site), n++) {
		const struct dtrace_template_probe *probe = probe_of(image->template, site);
		uint32_t from = index;

		if (!probe || done[n])
			continue;
		index = write_sites_like(image, site, index, done);
		to->addr = image->lowest;
		to->func = function_of(image->template, site);
		to->name = probe->d_name;
		to->nargv = probe->native;
		to->xargv = probe->translated;
		to->argidx = mapped;
		to->nargc = (uint8_t)probe->native_count;
		to->xargc = (uint8_t)probe->translated_count;
		to->offidx = from;
		to->noffs = (uint16_t)(index - from);
		mapped = write_mapping(image, probe, mapped);
		to++;
	}
	image->sections[PROBES].size = (uint64_t)((char *)to - (char *)first);
	image->sections[ARGUMENTS].size = mapped;
}

static void write_provider(struct image *image)
{
	struct dof_provider *provider = contents(image, PROVIDER);
	const uint32_t *attributes = image->template->attributes;

	provider->strtab = STRINGS;
	provider->probes = PROBES;
	provider->prargs = ARGUMENTS;
	provider->proffs = OFFSETS;
	provider->prsites = SITES;
	provider->prenoffs = DOF_NO_SECTION;
	provider->name = image->template->provider;
	provider->provattr = attributes[0];
	provider->modattr = attributes[1];
	provider->funcattr = attributes[2];
	provider->nameattr = attributes[3];
	provider->argsattr = attributes[4];
}

/* Sites of all providers there may be: `done` has a byte for each. */
static uint32_t count_sites(void)
{
	const struct dtrace_site *site;
	uint32_t count = 0;

	for (site = first_site(); valid_site(site); site = next_site(site))
		count++;
	return count;
}

static void *build(const struct dtrace_template *template)
{
	struct image image = {.template = template};
	struct dof_section sections[SECTIONS] = {{0}};
	unsigned char *done;
	uint64_t size;

	measure(&image);
	if (!image.site_count)
		return NULL;
	size = lay_out(&image, sections);
	image.bytes = calloc(1, (size_t)size);
	done = calloc(1, count_sites());
	if (image.bytes && done) {
		write_header(&image, size);
		write_strings(&image);
		write_probes(&image, done);
		write_provider(&image);
		memcpy(image.bytes + sizeof(struct dof_header), sections, sizeof(sections));
	}
	free(done);
	return image.bytes;
}

/* --- start and end -------------------------------------------------------------------------------
 */

static int open_device(void)
{
	const char *name = secure_getenv("DTRACE_DOF_INIT_DEVNAME");
	int file;

	file = open(name ? name : DTRACE_HELPER_PATH, O_RDWR | O_CLOEXEC);
	if (file < 0)
		SAY("no probes: cannot open %s\n", name ? name : DTRACE_HELPER_PATH);
	return file;
}

static void tell(int file, const void *image, const char *what, const char *name)
{
	struct dof_helper helper = {.mod = ""};
	int generation;

	helper.dof = (uintptr_t)image;
	generation = ioctl(file, DTRACEHIOC_ADDDOF, &helper);
	if (generation > 0 && generation_count < GENERATIONS)
		generations[generation_count++] = generation;
	SAY("%s%s: %s\n", what, name, generation > 0 ? "registered" : "the driver refused it");
}

static void add(int file, const struct dtrace_template *template)
{
	void *image = build(template);

	if (image)
		tell(file, image, "provider ", strings_of(template) + template->provider);
	free(image);
}

/* The linker has put the addresses of its symbols where it may write, not into the image. */
static void add_helpers(int file)
{
	char *image = calloc(1, dtrti_program.size);
	uint64_t value;

	if (!image)
		return;
	memcpy(image, dtrti_program.image, dtrti_program.size);
	for (uint32_t i = 0; i < dtrti_program.links; i++) {
		memcpy(&value, image + dtrti_links[i].offset, sizeof(value));
		value += dtrti_links[i].address;
		memcpy(image + dtrti_links[i].offset, &value, sizeof(value));
	}
	tell(file, image, "helpers", "");
	free(image);
}

static __attribute__((constructor)) void dtrti_start(void)
{
	const struct dtrace_template *template;
	int file;

	debug = secure_getenv("DTRACE_DOF_INIT_DEBUG") != NULL;
	if (secure_getenv("DTRACE_DOF_INIT_DISABLE")) {
		SAY("disabled by DTRACE_DOF_INIT_DISABLE\n");
		return;
	}
	file = open_device();
	if (file < 0)
		return;
	for (template = dtrti_templates; template->owner; template = next_template(template))
		add(file, template);
	if (dtrti_program.size)
		add_helpers(file);
	close(file);
}

static __attribute__((destructor)) void dtrti_end(void)
{
	int file;

	if (!generation_count)
		return;
	file = open_device();
	while (generation_count-- && file >= 0)
		ioctl(file, DTRACEHIOC_REMOVE, (unsigned long)generations[generation_count]);
	if (file >= 0)
		close(file);
	generation_count = 0;
}
