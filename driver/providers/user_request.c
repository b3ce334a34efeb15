/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Probes a consumer asks for: libdtrace has found the places in the object's file, here they become
 * an image for one process. The consumer is root's; still nothing it hands over is believed that
 * could hurt the kernel. Thread context, may sleep.
 */
#include <dtrace/plock.h>
#include <linux/file.h>
#include <linux/pid.h>
#include <linux/sched/mm.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "../core/helper.h"
#include "../core/host.h"
#include "../core/location.h"
#include "user.h"

static const struct dtrace_provider_attributes attributes = {
	.provider = {DTRACE_STABILITY_EVOLVING, DTRACE_STABILITY_EVOLVING, DTRACE_CLASS_COMMON},
	.module = {DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_UNKNOWN},
	.function = {DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_UNKNOWN},
	.name = {DTRACE_STABILITY_EVOLVING, DTRACE_STABILITY_EVOLVING, DTRACE_CLASS_COMMON},
	.args = {DTRACE_STABILITY_PRIVATE, DTRACE_STABILITY_PRIVATE, DTRACE_CLASS_UNKNOWN},
};

static int refuse(struct dtrace_ioc_user_probes *request, int error, const char *why)
{
	strscpy(request->message, why, sizeof(request->message));
	return error;
}

/* --- the sites ----------------------------------------------------------------------------------
 */

static bool terminated(const char *text, size_t size)
{
	return strnlen(text, size) < size;
}

static bool valid_site(const struct dtrace_user_site *site)
{
	unsigned int i;

	if (site->kind >= DTRACE_USER_KINDS || site->argument_count > DTRACE_USER_ARGUMENTS ||
	    !terminated(site->function, sizeof(site->function)) ||
	    !terminated(site->name, sizeof(site->name)) || !site->name[0] ||
	    DTRACE_PLOCK_SORT(site->plock) >= DTRACE_PLOCK_SORTS ||
	    DTRACE_PLOCK_EVENT(site->plock) >= DTRACE_PLOCK_EVENTS || site->offset > LLONG_MAX ||
	    site->semaphore > LLONG_MAX)
		return false;
	for (i = 0; i < site->argument_count; i++)
		if (!dtrace_location_valid(&site->arguments[i]))
			return false;
	return true;
}

static int add_site(struct user_image *image, struct user_probe_image *probe, struct inode *inode,
		    const struct dtrace_user_site *from)
{
	struct user_site *site = user_image_add_site(image, probe, inode);

	if (!site)
		return -ENOMEM;
	site->kind = from->kind;
	image->follows |= !image->inherited && user_site_follows(site);
	site->plock = from->plock;
	site->function_offset = from->function_offset;
	site->offset = from->offset;
	site->counter = from->semaphore;
	if (!from->argument_count)
		return 0;
	site->locations = kmemdup(from->arguments, from->argument_count * sizeof(*site->locations),
				  GFP_KERNEL);
	if (!site->locations)
		return -ENOMEM;
	site->location_count = from->argument_count;
	return 0;
}

/* `count` strings from *at on; NULL: they do not end. */
static const char *strings_of(const char **at, const char *end, unsigned int count)
{
	const char *first = *at;

	for (; count; count--) {
		size_t length = strnlen(*at, end - *at);

		if (*at + length == end || length >= DTRACE_ARGTYPE_LEN)
			return NULL;
		*at += length + 1;
	}
	return first;
}

static bool valid_mapping(const struct dtrace_user_declared *declared)
{
	unsigned int i;

	if (declared->native_count > DTRACE_USER_ARGUMENTS ||
	    declared->translated_count > DTRACE_USER_ARGUMENTS)
		return false;
	for (i = 0; i < declared->translated_count; i++)
		if (declared->mapping[i] >= declared->native_count)
			return false;
	return true;
}

static int declare_probe(struct user_probe_image *probe, const struct dtrace_user_declared *declared)
{
	const char *at = declared->types, *end = at + sizeof(declared->types);
	const char *native, *translated;

	if (!valid_mapping(declared))
		return -EINVAL;
	native = strings_of(&at, end, declared->native_count);
	translated = native ? strings_of(&at, end, declared->translated_count) : NULL;
	if (!translated)
		return -EINVAL;
	probe->native = kmemdup(native, max_t(size_t, translated - native, 1), GFP_KERNEL_ACCOUNT);
	probe->translated =
		kmemdup(translated, max_t(size_t, at - translated, 1), GFP_KERNEL_ACCOUNT);
	probe->mapping = kmemdup(declared->mapping, sizeof(declared->mapping), GFP_KERNEL_ACCOUNT);
	if (!probe->native || !probe->translated || !probe->mapping)
		return -ENOMEM;
	probe->native_count = declared->native_count;
	probe->translated_count = declared->translated_count;
	return 0;
}

static int read_declared(struct dtrace_ioc_user_probes *request, struct user_probe_image *probe,
			 u64 address)
{
	struct dtrace_user_declared *declared;
	int error;

	if (!address)
		return 0;
	declared = memdup_user(u64_to_user_ptr(address), sizeof(*declared));
	if (IS_ERR(declared))
		return PTR_ERR(declared);
	error = declare_probe(probe, declared);
	kfree(declared);
	return error == -EINVAL ? refuse(request, error, "a probe's declaration is malformed") : error;
}

static bool same_probe(const struct user_probe_image *probe, const struct dtrace_user_site *site)
{
	return probe && strcmp(probe->function, site->function) == 0 &&
	       strcmp(probe->name, site->name) == 0;
}

static int read_sites(struct dtrace_ioc_user_probes *request, struct inode *inode,
		      struct user_image *image)
{
	const struct dtrace_user_site __user *user = u64_to_user_ptr(request->sites);
	struct dtrace_user_site *site = kmalloc(sizeof(*site), GFP_KERNEL);
	struct user_probe_image *probe = NULL;
	int error = site ? 0 : -ENOMEM;
	u32 i;

	for (i = 0; i < request->count && !error; i++) {
		if (copy_from_user(site, &user[i], sizeof(*site)))
			error = -EFAULT;
		else if (!valid_site(site))
			error = refuse(request, -EINVAL, "a probe site is malformed");
		if (!error && !same_probe(probe, site)) {
			probe = user_image_add_probe(image, request->module, site->function,
						     site->name);
			error = probe ? read_declared(request, probe, site->declared) : -ENOMEM;
		}
		if (!error)
			error = add_site(image, probe, inode, site);
	}
	kfree(site);
	return error;
}

/* --- the process
 * ------------------------------------------------------------------------------------ */

static struct task_struct *find_task(pid_t pid)
{
	struct pid *number = find_get_pid(pid);
	struct task_struct *task = number ? get_pid_task(number, PIDTYPE_TGID) : NULL;

	put_pid(number);
	return task;
}

/* A process that began to end before it had a record will not be told of it. */
static int attach(struct task_struct *task, struct mm_struct *mm, struct user_image *image,
		  struct dtrace_ioc_user_probes *request)
{
	struct user_process *process;
	int result = -ENOMEM;

	user_lock();
	process = user_process_of(task->tgid, mm);
	if (process) {
		result = user_process_attach(process, image, 0, &request->made);
		if (atomic_read(&task->signal->live) == 0) {
			user_process_retire(process);
			result = -ESRCH;
		} else {
			user_process_settle(process);
		}
	}
	user_unlock();
	return result;
}

static int attach_to(struct dtrace_ioc_user_probes *request, struct user_image *image)
{
	struct task_struct *task = find_task(request->pid);
	struct mm_struct *mm = task ? get_task_mm(task) : NULL;
	int error;

	if (mm)
		error = attach(task, mm, image, request);
	else
		error = refuse(request, -ESRCH, "the process has ended");
	if (mm)
		mmput(mm);
	if (task)
		put_task_struct(task);
	return error;
}

/* --- the object
 * ---------------------------------------------------------------------------------------- */

/* The answer is for later processes: it counts even if the one that asked has just been killed. */
static int keep(struct dtrace_ioc_user_probes *request, struct user_watch *watch,
		struct user_image *image)
{
	int error;

	if (!request->question)
		return 0;
	user_lock();
	error = user_watch_keep(watch, request->question, image);
	user_unlock();
	return error;
}

static int with_object(struct dtrace_ioc_user_probes *request, struct user_watch *watch,
		       struct user_image *image)
{
	struct file *file = fget(request->file);
	struct inode *inode;
	int error;

	if (!file)
		return -EBADF;
	/* An overlay maps the file below it. */
	inode = d_real_inode(file->f_path.dentry);
	if (S_ISREG(inode->i_mode))
		error = read_sites(request, inode, image);
	else
		error = refuse(request, -EINVAL, "the object is not a regular file");
	fput(file);
	if (!error)
		error = keep(request, watch, image);
	return error ? error : attach_to(request, image);
}

int user_request(struct dtrace_ioc_user_probes *request, struct user_watch *watch)
{
	struct user_image *image;
	int error;

	request->made = 0;
	memset(request->message, 0, sizeof(request->message));
	if (!terminated(request->provider, sizeof(request->provider)) || !request->provider[0] ||
	    !terminated(request->module, sizeof(request->module)) || request->pid <= 0 ||
	    request->flags & ~(DTRACE_USER_FOLLOW | DTRACE_USER_ATTRIBUTES))
		return -EINVAL;
	if (request->count > DTRACE_USER_SITES_MAX)
		return refuse(request, -E2BIG, "too many probe sites at once");
	image = user_image_new(request->provider);
	if (!image)
		return -ENOMEM;
	image->by_consumer = true;
	image->inherited = request->flags & DTRACE_USER_FOLLOW;
	image->attributes = request->flags & DTRACE_USER_ATTRIBUTES
				    ? dtrace_helper_attributes(request->attributes)
				    : attributes;
	error = with_object(request, watch, image);
	user_image_put(image);
	return error;
}
