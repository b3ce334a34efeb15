/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Static probes a process tells of: its DOF, checked by the engine (core/helper.c), becomes an
 * image for each provider. An address counts only if it lies in a file the process has mapped
 * executable: there, and in that process alone, the breakpoint will be. Called by the process
 * itself; may sleep.
 */
#include <linux/compat.h>
#include <linux/mm.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>

#include <dtrace/dof.h>

#include "../core/helper.h"
#include "../core/host.h"
#include "../core/location.h"
#include "user.h"

#define PROVIDERS_MAX 64

struct reading {
	struct user_image *images[PROVIDERS_MAX];
	unsigned int image_count;
	unsigned int probes, sites;
	struct user_probe_image *probe; /* the current one */
	struct user_helper *helper;	/* for its stacks, or NULL */
	bool narrow;			/* a 32-bit program's */
};

/* --- addresses ----------------------------------------------------------------------------------
 */

struct place {
	struct inode *inode; /* held */
	loff_t offset;
	char name[DTRACE_MODULE_LEN];
};

static int describe(struct vm_area_struct *vma, u64 address, vm_flags_t needed, struct place *place)
{
	if (!vma || address < vma->vm_start || !vma->vm_file ||
	    (vma->vm_flags & needed) != needed || (vma->vm_flags & VM_SHARED & needed))
		return -EINVAL;
	place->inode = igrab(file_inode(vma->vm_file));
	if (!place->inode)
		return -EINVAL;
	place->offset = address - vma->vm_start + ((loff_t)vma->vm_pgoff << PAGE_SHIFT);
	strscpy(place->name, vma->vm_file->f_path.dentry->d_name.name, sizeof(place->name));
	return 0;
}

/* The file and the offset in it that an address of this process shows. */
static int find_place(u64 address, vm_flags_t needed, struct place *place)
{
	int error;

	if (address >= TASK_SIZE_MAX)
		return -EINVAL;
	mmap_read_lock(current->mm);
	error = describe(find_vma(current->mm, address), address, needed, place);
	mmap_read_unlock(current->mm);
	return error;
}

/* The kernel keeps the counter by its offset in the same file; one that is elsewhere is left alone.
 */
static loff_t counter_offset(u64 address, const struct inode *inode)
{
	struct place place;
	loff_t offset = 0;

	if (!address || find_place(address, VM_WRITE, &place))
		return 0;
	if (place.inode == inode)
		offset = place.offset;
	iput(place.inode);
	return offset;
}

/* --- arguments
 * ------------------------------------------------------------------------------------- */

/* `narrow`: of a 32-bit program, whose addresses wrap around there. */
static int parse_locations(const char *text, bool narrow, struct user_site *site)
{
	struct dtrace_location location, *locations;
	const char *rest = text;
	unsigned int count = 0;

	while (dtrace_location_parse(&rest, NULL, NULL, &location))
		count++;
	if (!count)
		return 0;
	if (count > U8_MAX)
		return -E2BIG;
	locations = kcalloc(count, sizeof(*locations), GFP_KERNEL_ACCOUNT);
	if (!locations)
		return -ENOMEM;
	for (site->location_count = 0; dtrace_location_parse(&text, NULL, NULL, &location);) {
		location.flags |= narrow ? DTRACE_LOCATION_32BIT : 0;
		locations[site->location_count++] = location;
	}
	site->locations = locations;
	return 0;
}

/* A call whose instruction has become nops: registers, then the stack without a return address. */
static void convention_location(unsigned int index, bool narrow, struct dtrace_location *location)
{
	static const u8 registers[] = {DTRACE_REG_RDI, DTRACE_REG_RSI, DTRACE_REG_RDX,
				       DTRACE_REG_RCX, DTRACE_REG_R8,  DTRACE_REG_R9};
	unsigned int count = narrow ? 0 : ARRAY_SIZE(registers), width = narrow ? 4 : 8;

	location->size = width;
	location->index = DTRACE_LOCATION_NO_REGISTER;
	location->kind = index < count ? DTRACE_LOCATION_REGISTER : DTRACE_LOCATION_MEMORY;
	location->base = index < count ? registers[index] : DTRACE_REG_RSP;
	location->flags = narrow ? DTRACE_LOCATION_32BIT : 0;
	if (index >= count)
		location->value = (index - count) * width;
}

static int convention_locations(const struct user_probe_image *probe, bool narrow,
				struct user_site *site)
{
	unsigned int i;

	site->locations =
		kcalloc(max(probe->native_count, 1u), sizeof(*site->locations), GFP_KERNEL_ACCOUNT);
	if (!site->locations)
		return -ENOMEM;
	site->location_count = probe->native_count;
	for (i = 0; i < probe->native_count; i++)
		convention_location(i, narrow, &site->locations[i]);
	return 0;
}

/* --- what the engine's reader hands over
 * ------------------------------------------------------------ */

static int read_provider(void *argument, const struct dtrace_helper_provider *provider)
{
	struct reading *reading = argument;
	struct user_image *image;

	/* "pid1234" is the driver's own. */
	if (strcmp(provider->name, "pid") == 0)
		return -EINVAL;
	if (reading->image_count == PROVIDERS_MAX)
		return -E2BIG;
	image = user_image_new(provider->name);
	if (!image)
		return -ENOMEM;
	image->attributes = provider->attributes;
	image->inherited = true;
	reading->images[reading->image_count++] = image;
	return 0;
}

/* All of `count` strings that follow one another. */
static char *copy_strings(const char *strings, unsigned int count)
{
	const char *end = strings;
	unsigned int i;

	for (i = 0; i < count; i++)
		end += strlen(end) + 1;
	return kmemdup(strings, max_t(size_t, end - strings, 1), GFP_KERNEL_ACCOUNT);
}

static int read_probe(void *argument, const struct dtrace_helper_probe *from)
{
	struct reading *reading = argument;
	struct user_image *image = reading->images[reading->image_count - 1];
	struct user_probe_image *probe;

	if (++reading->probes > DTRACE_HELPER_PROBES_MAX)
		return -E2BIG;
	/* Link-time optimisation hides the function from dtrace -G. */
	probe = user_image_add_probe(image, NULL, from->function[0] ? from->function : "-",
				     from->name);
	if (!probe)
		return -ENOMEM;
	probe->native = copy_strings(from->native, from->native_count);
	probe->translated = copy_strings(from->translated, from->translated_count);
	probe->mapping = kmemdup(from->translated_count ? from->mapping : (const u8 *)"",
				 max_t(size_t, from->translated_count, 1), GFP_KERNEL_ACCOUNT);
	if (!probe->native || !probe->translated || !probe->mapping)
		return -ENOMEM;
	probe->native_count = from->native_count;
	probe->translated_count = from->translated_count;
	reading->probe = probe;
	return 0;
}

static int fill_site(struct reading *reading, const struct dtrace_helper_site *from,
		     const struct place *place)
{
	struct user_image *image = reading->images[reading->image_count - 1];
	struct user_probe_image *probe = reading->probe;
	struct user_site *site = user_image_add_site(image, probe, place->inode);

	if (!site)
		return -ENOMEM;
	site->kind = DTRACE_USER_STATIC;
	site->offset = place->offset;
	site->counter = counter_offset(from->semaphore, place->inode);
	if (!probe->module) {
		probe->module = kstrdup(place->name, GFP_KERNEL_ACCOUNT);
		if (!probe->module)
			return -ENOMEM;
	}
	return from->arguments ? parse_locations(from->arguments, reading->narrow, site)
			       : convention_locations(probe, reading->narrow, site);
}

static int read_site(void *argument, const struct dtrace_helper_site *from)
{
	struct reading *reading = argument;
	struct place place;
	int error;

	if (++reading->sites > DTRACE_HELPER_SITES_MAX)
		return -E2BIG;
	error = find_place(from->address, VM_EXEC, &place);
	if (error)
		return error;
	error = fill_site(reading, from, &place);
	iput(place.inode);
	return error;
}

/* --- the call
 * -------------------------------------------------------------------------------------------- */

static void *copy_image(const struct dof_helper *helper, size_t *size)
{
	struct dof_header header;
	void *image;

	if (copy_from_user(&header, u64_to_user_ptr(helper->dof), sizeof(header)))
		return ERR_PTR(-EFAULT);
	if (header.filesz < sizeof(header) || header.filesz > DTRACE_HELPER_DOF_MAX)
		return ERR_PTR(-E2BIG);
	image = kvmalloc(header.filesz, GFP_KERNEL_ACCOUNT);
	if (!image)
		return ERR_PTR(-ENOMEM);
	if (copy_from_user(image, u64_to_user_ptr(helper->dof), header.filesz)) {
		kvfree(image);
		return ERR_PTR(-EFAULT);
	}
	*size = header.filesz;
	return image;
}

/* All of one image of DOF, or nothing. */
static int attach_all(struct user_process *process, struct reading *reading)
{
	int generation = user_process_generation(process), error = 0;
	unsigned int i;

	if (generation < 0)
		return generation;
	for (i = 0; i < reading->image_count && !error; i++)
		error = user_process_attach(process, reading->images[i], generation, NULL);
	if (!error && reading->helper)
		error = user_process_help(process, reading->helper, generation);
	if (error)
		user_process_detach(process, generation);
	return error ? error : generation;
}

static int attach(struct reading *reading)
{
	struct user_process *process;
	int result = -ENOMEM;

	if (!reading->image_count && !reading->helper)
		return -EINVAL;
	user_lock();
	process = user_process_of(current->tgid, current->mm);
	if (process) {
		result = attach_all(process, reading);
		user_process_settle(process);
	}
	user_unlock();
	return result;
}

int user_helper_add(const struct dof_helper *helper)
{
	struct reading *reading = kzalloc(sizeof(*reading), GFP_KERNEL_ACCOUNT);
	struct dtrace_helper_visitor visitor = {
		.provider = read_provider,
		.probe = read_probe,
		.site = read_site,
		.argument = reading,
		.base = helper->addr,
	};
	char message[128] = "";
	size_t size;
	void *image;
	int result;

	if (!reading)
		return -ENOMEM;
	reading->narrow = in_compat_syscall();
	image = copy_image(helper, &size);
	if (IS_ERR(image)) {
		kfree(reading);
		return PTR_ERR(image);
	}
	result = dtrace_helper_read(image, size, &visitor, message, sizeof(message));
	if (!result && dtrace_helper_has_program(image))
		result = user_helper_load(image, size, &reading->helper, message, sizeof(message));
	if (!result)
		result = attach(reading);
	if (result < 0)
		pr_debug("process %d (%s): helper DOF refused: error %d %s\n", current->tgid,
			 current->comm, result, message);
	while (reading->image_count--)
		user_image_put(reading->images[reading->image_count]);
	if (reading->helper)
		user_helper_put(reading->helper);
	kvfree(image);
	kfree(reading);
	return result;
}
