/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The probes of a process as the engine has them: enabling puts a breakpoint at each of a probe's
 * sites, a hit reads the arguments and fires.
 *
 * user_point_hit() runs in the thread that hit and takes no lock; the breakpoints are gone, and
 * waited for, before the engine destroys a probe. Everything else: control lock held.
 */
#include <linux/sched/mm.h>
#include <linux/sched/task_stack.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "../core/host.h"
#include "../core/location.h"
#include "../core/plock.h"
#include "user.h"

/* --- firing ----------------------------------------------------------------------------------- */

#define REGISTER_ARGUMENTS 6

static bool is_32bit(const struct pt_regs *regs)
{
	return !user_64bit_mode((struct pt_regs *)regs);
}

static u64 stack_word(const struct pt_regs *regs, unsigned int index)
{
	u64 value = 0;
	unsigned int width = is_32bit(regs) ? 4 : 8;

	host_load_user(&value, regs->sp + (u64)index * width, width);
	return value;
}

/* By the calling convention, at the first instruction of a function: the return address is on the
 * stack. */
static u64 convention_argument(const struct pt_regs *regs, unsigned int index)
{
	const unsigned long registers[] = {regs->di, regs->si, regs->dx,
					   regs->cx, regs->r8, regs->r9};

	if (is_32bit(regs))
		return stack_word(regs, index + 1);
	if (index < REGISTER_ARGUMENTS)
		return registers[index];
	return stack_word(regs, index - REGISTER_ARGUMENTS + 1);
}

static u64 argument_at(const struct user_site *site, const struct dtrace_firing *firing,
		       unsigned int index)
{
	const struct pt_regs *regs = firing->regs;

	switch (site->kind) {
	case DTRACE_USER_ENTRY:
		return convention_argument(regs, index);
	case DTRACE_USER_RETURN:
		return index == 0 ? site->function_offset : index == 1 ? regs->ax : 0;
	case DTRACE_USER_STATIC:
		return index < site->location_count
			       ? dtrace_location_read(&site->locations[index], firing)
			       : 0;
	default:
		return 0;
	}
}

static unsigned int eager_arguments(const struct user_site *site)
{
	switch (site->kind) {
	case DTRACE_USER_RETURN:
		return 2;
	case DTRACE_USER_STATIC:
		return min_t(unsigned int, site->location_count, DTRACE_ARGS_MAX);
	case DTRACE_USER_ENTRY:
		return REGISTER_ARGUMENTS;
	default:
		return 0;
	}
}

/* True: it is an event of its probe. */
static bool lock_hit(const struct user_instance_point *mine, const struct pt_regs *regs,
		     struct dtrace_firing *firing)
{
	const struct plock_hit hit = {
		.what = mine->site->plock,
		.returns = mine->site->kind == DTRACE_USER_LOCK_RETURN,
		.stack = regs->sp,
		.value = mine->site->kind == DTRACE_USER_LOCK_RETURN ? regs->ax : regs->di,
		.probe = mine->probe->id,
		.pid = current->tgid,
		.tid = task_pid_vnr(current),
	};
	const u64 lock = plock_lock(&hit);
	u32 words[PLOCK_WORDS] = {0};

	if (!lock || host_load_user(words, lock, sizeof(words)))
		return false;
	return plock_tell(&hit, lock, words, firing);
}

void user_point_hit(struct user_point *point, struct pt_regs *regs)
{
	struct user_instance_point *mine = container_of(point, struct user_instance_point, point);
	struct dtrace_firing firing = {
		.args = eager_arguments(mine->site),
		.regs = regs,
		.pc = regs->ip,
		.cookie = (unsigned long)mine->site,
	};
	unsigned int i;

	if (mine->site->kind >= DTRACE_USER_LOCK_ENTRY && !lock_hit(mine, regs, &firing))
		return;
	for (i = 0; mine->site->kind < DTRACE_USER_LOCK_ENTRY && i < firing.args; i++)
		firing.arg[i] = argument_at(mine->site, &firing, i);
	if (mine->site->kind == DTRACE_USER_ENTRY || mine->site->kind == DTRACE_USER_RETURN)
		firing.user_caller = stack_word(regs, 0);
	dtrace_fire(mine->probe->id, &firing);
}

static uint64_t user_argument(void *data, dtrace_id_t id, void *probe_data,
			      const struct dtrace_firing *firing, unsigned int index)
{
	return argument_at((const struct user_site *)(unsigned long)firing->cookie, firing, index);
}

bool user_point_reaches(const struct user_point *point, const struct mm_struct *mm)
{
	const struct user_instance_point *mine =
		container_of(point, struct user_instance_point, point);

	return mm == point->mm || (mine->probe->family && user_site_follows(mine->site) &&
				   user_family_has(mine->probe->family, mm));
}

/* --- what the engine asks for -------------------------------------------------------------------
 */

static void disarm(struct user_probe *probe)
{
	unsigned int i;

	for (i = 0; i < probe->count; i++)
		user_point_disarm(&probe->points[i].point);
}

static int user_enable(void *data, dtrace_id_t id, void *probe_data)
{
	const struct user_provider *provider = data;
	struct user_probe *probe = probe_data;
	unsigned int i;
	int error = 0;

	for (i = 0; i < probe->count && !error; i++)
		error = user_point_arm(&probe->points[i].point);
	if (!error)
		return 0;
	host_log(
		"%s:%s:%s:%s stays off: the kernel refused a breakpoint at offset 0x%llx: error %d",
		provider->name, probe->image->module, probe->image->function, probe->image->name,
		(u64)probe->points[i - 1].site->offset, error);
	disarm(probe);
	user_points_synchronize();
	return error;
}

static void user_disable(void *data, dtrace_id_t id, void *probe_data)
{
	disarm(probe_data);
}

static int user_commit(void *data)
{
	user_points_synchronize();
	return 0;
}

static const char *nth(const char *strings, unsigned int index)
{
	while (index--)
		strings += strlen(strings) + 1;
	return strings;
}

/* A note says how wide an argument is and whether it is signed; nothing more. */
static void type_by_size(const struct user_probe_image *image, struct dtrace_ioc_probearg *arg)
{
	const struct user_site *site = &image->sites[0];
	int size;

	if (site->kind != DTRACE_USER_STATIC || arg->index >= site->location_count)
		return;
	size = site->locations[arg->index].size;
	arg->mapping = arg->index;
	snprintf(arg->native, sizeof(arg->native), "%sint%d_t", size < 0 ? "" : "u", abs(size) * 8);
}

static void user_argument_type(void *data, dtrace_id_t id, void *probe_data,
			       struct dtrace_ioc_probearg *arg)
{
	const struct user_probe_image *image = ((struct user_probe *)probe_data)->image;
	unsigned int native = arg->index;

	if (arg->index < image->translated_count) {
		native = image->mapping[arg->index];
		strscpy(arg->translated, nth(image->translated, arg->index),
			sizeof(arg->translated));
	} else if (image->translated_count || arg->index >= image->native_count) {
		if (!image->native)
			type_by_size(image, arg);
		return;
	}
	arg->mapping = native;
	strscpy(arg->native, nth(image->native, native), sizeof(arg->native));
}

static void free_probe(struct user_probe *probe)
{
	mmdrop(probe->mm);
	user_family_put(probe->family);
	user_image_put(probe->holder);
	kvfree(probe);
}

static void user_destroy(void *data, dtrace_id_t id, void *probe_data)
{
	struct user_probe *probe = probe_data;

	list_del(&probe->link);
	free_probe(probe);
}

static const struct dtrace_provider_ops user_ops = {
	.enable = user_enable,
	.disable = user_disable,
	.commit = user_commit,
	.argument_type = user_argument_type,
	.argument = user_argument,
	.destroy = user_destroy,
};

/* --- making
 * ----------------------------------------------------------------------------------------- */

int user_provider_register(struct user_provider *provider,
			   const struct dtrace_provider_attributes *attributes)
{
	return dtrace_provider_register(provider->name, attributes, &user_ops, provider,
					&provider->provider);
}

static struct user_probe *new_probe(struct user_image *holder, const struct user_probe_image *image,
				    struct mm_struct *mm, struct user_family *family)
{
	struct user_probe *probe =
		kvzalloc(struct_size(probe, points, image->site_count), GFP_KERNEL_ACCOUNT);
	unsigned int i;

	if (!probe)
		return NULL;
	kref_get(&holder->references);
	mmgrab(mm);
	probe->holder = holder;
	probe->image = image;
	probe->mm = mm;
	probe->family = user_family_get(family);
	probe->count = image->site_count;
	for (i = 0; i < image->site_count; i++) {
		struct user_instance_point *point = &probe->points[i];

		point->site = &image->sites[i];
		point->probe = probe;
		point->point.inode = point->site->inode;
		point->point.offset = point->site->offset;
		point->point.counter = point->site->counter;
		point->point.mm = mm;
	}
	return probe;
}

int user_probe_create(struct user_provider *provider, struct user_image *holder,
		      const struct user_probe_image *image, struct mm_struct *mm,
		      struct user_family *family, struct list_head *probes)
{
	struct user_probe *probe;

	if (!image->site_count ||
	    dtrace_probe_lookup(provider->provider, image->module, image->function, image->name))
		return 0;
	probe = new_probe(holder, image, mm, family);
	if (!probe)
		return -ENOMEM;
	probe->id = dtrace_probe_create(provider->provider, image->module, image->function,
					image->name, probe);
	if (!probe->id) {
		free_probe(probe);
		return -ENOMEM;
	}
	list_add_tail(&probe->link, probes);
	return 1;
}
