/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Probes in user programs: what a process told of itself (USDT, helpers for its stacks, by
 * /dev/dtrace/helper) and what a consumer asked for (pid, static probes of anybody). Kernel only.
 *
 *	process ──▶ attachment ──▶ image	what there is: names, types, places in files;
 *	   │            │ probes                shared by a process and its forked children
 *	   │            ▼
 *	   └──▶ user_provider ◀── probe ──▶ point	per process: "shop1234", its probes,
 *						breakpoints
 *
 * A process has a record from its first attachment to its end, its exec, or its last detachment; and
 * as long as a consumer follows it by its number, or it is in the family of such a one.
 *
 * pid probes of a process fire in its forked children too, until they exec (user_family.c): the
 * provider's number is that of the process that was asked for. Static probes are each process's own.
 *
 * One mutex (user_lock) covers all of it, taken before the engine's control lock and never in the
 * engine's callbacks; those touch only the probe they are called for. The table of processes and the
 * list of consumers that follow processes have a raw spinlock as well, because tracepoints look into
 * them (preemption off).
 */
#ifndef DTRACE_PROVIDERS_USER_H
#define DTRACE_PROVIDERS_USER_H

#include <dtrace/helper.h>
#include <dtrace/ioctl.h>
#include <linux/fs.h>
#include <linux/kref.h>
#include <linux/list.h>

#include "../core/provider.h"
#include "../linux/user_point.h"

/* --- images: user_image.c ------------------------------------------------------------------ */

struct user_site {
	u8 kind; /* enum dtrace_user_kind */
	u8 location_count;
	u8 plock; /* of a DTRACE_USER_LOCK_* */
	u64 function_offset;
	struct inode *inode; /* held */
	loff_t offset, counter;
	struct dtrace_location *locations;
};

struct user_probe_image {
	struct list_head link;
	char *module, *function, *name;
	char *native, *translated; /* strings one behind the other */
	u8 *mapping;
	unsigned int native_count, translated_count;
	struct user_site *sites;
	unsigned int site_count, site_room;
};

struct user_image {
	struct kref references;
	char provider[DTRACE_PROVIDER_LEN]; /* without the pid */
	struct dtrace_provider_attributes attributes;
	bool by_consumer; /* found by one; it goes when nobody uses its probes */
	bool inherited;	  /* a forked child has it too, as probes of its own */
	bool follows;	  /* forked children fire sites of it, those of user_site_follows() */
	struct list_head probes;
	unsigned int probe_count, site_count;
};

struct user_image *user_image_new(const char *provider); /* NULL: no memory */
void user_image_put(struct user_image *image);
/* NULL: no memory. Strings are copied; module may be NULL until the first site. */
struct user_probe_image *user_image_add_probe(struct user_image *image, const char *module,
					      const char *function, const char *name);
/* Room for one more at the end, inode held; NULL: no memory. */
struct user_site *user_image_add_site(struct user_image *image, struct user_probe_image *probe,
				      struct inode *inode);

/* Forked children fire the probes of its process there. */
static inline bool user_site_follows(const struct user_site *site)
{
	return site->kind != DTRACE_USER_STATIC;
}

/* --- families: user_family.c
 * --------------------------------------------------------------------------------------------- */

struct user_family;

/* A process's place in it, part of its record; its memory goes by kfree_rcu(). */
struct user_member {
	struct hlist_node node;
	const struct mm_struct *mm;
	struct user_family *family; /* the nearest one, a reference; NULL: none */
};

/* NULL is no family. */
struct user_family *user_family_get(struct user_family *family);
void user_family_put(struct user_family *family);
/* Its first process has an image more, or less, whose probes follow. Locked, as the next ones are. */
void user_family_attach(struct user_family *family, bool on);
void user_member_add(struct user_member *member, const struct mm_struct *mm);
/* It is not found any more, and its own family has ended; false: it had none. */
bool user_member_leave(struct user_member *member, pid_t tgid);
/* The family whose first process it is, made if need be; NULL: no memory. */
struct user_family *user_member_own(struct user_member *member, pid_t tgid);
/* A forked child has its parent's. */
void user_member_inherit(struct user_member *child, const struct user_member *parent);
/* Is it in a family that lives? */
bool user_member_matters(const struct user_member *member);
/* The others: any context but NMI. */
bool user_family_has(const struct user_family *family, const struct mm_struct *mm);
/* Of the families an address space is in: does one's first process pass the test? */
bool user_families_any(const struct mm_struct *mm, bool (*test)(pid_t first, void *argument),
		       void *argument);
/* What hold() makes of the member, in the table meanwhile; NULL: there is none. */
void *user_member_hold(const struct mm_struct *mm, void *(*hold)(struct user_member *member));

/* --- processes: user_process.c ---------------------------------------------------------------- */

struct user_process;
struct user_watch;
struct user_helper;

void user_lock(void);
void user_unlock(void);

/* The record of a process, made if need be; `mm` is its address space. NULL: no memory. Locked. */
struct user_process *user_process_of(pid_t tgid, struct mm_struct *mm);
/* A number, > 0, for images that will be taken back together, or -ENOSPC. Locked. */
int user_process_generation(struct user_process *process);
/*
 * Give a process an image: its providers and probes appear. 0, -ENOMEM, -ENOSPC (too many).
 * generation 0: it is not taken back by number. *made counts new probes, NULL: not interested. Takes
 * its own reference. Locked.
 */
int user_process_attach(struct user_process *process, struct user_image *image, int generation,
			unsigned int *made);
/* Has it been given the image already? Locked. */
bool user_process_has(const struct user_process *process, const struct user_image *image);
/* A helper of its own, under a number. 0, -ENOMEM, -ENOSPC. Locked. */
int user_process_help(struct user_process *process, struct user_helper *helper, int generation);
/* Take back what the process told of under a number. 0 or -ENOENT. Locked. */
int user_process_detach(struct user_process *process, int generation);
/* The same of a process that may have no record. Takes the lock. */
int user_process_remove(pid_t tgid, int generation);
/* It is not found any more, and its probes are gone. Locked. */
void user_process_retire(struct user_process *process);
/* After an attachment failed: a record that nothing needs goes. Locked. */
void user_process_settle(struct user_process *process);
/* The same of all. Locked. */
void user_processes_settle(void);
/* Its children will be in its family. Locked; no more than a try. */
void user_process_follow(struct task_struct *task, struct mm_struct *mm);
/* Forget images of consumers whose probes nobody uses. */
void user_processes_sweep(void);
/* Every process: "pid name probes", for /proc/dtrace/user. Locked. */
void user_processes_show(struct seq_file *seq);

int user_processes_start(void);
void user_processes_stop(void);

/* --- probes of a process: user_probe.c
 * ------------------------------------------------------------- */

struct user_provider {
	struct list_head link; /* in the process */
	struct dtrace_provider *provider;
	char name[DTRACE_PROVIDER_LEN]; /* with the pid */
	unsigned int attachments;
};

struct user_instance_point {
	struct user_point point;
	const struct user_site *site;
	struct user_probe *probe;
};

struct user_probe {
	struct list_head link; /* in the attachment; empty once the engine has destroyed it */
	const struct user_probe_image *image;
	struct user_image *holder; /* a reference, for `image` */
	struct mm_struct *mm;	   /* its structure held */
	struct user_family *family; /* a reference: whose members fire it; NULL: this process alone */
	dtrace_id_t id;
	unsigned int count;
	struct user_instance_point points[];
};

int user_provider_register(struct user_provider *provider,
			   const struct dtrace_provider_attributes *attributes);
/* 1, 0: it exists already, or -ENOMEM. Control lock held. */
int user_probe_create(struct user_provider *provider, struct user_image *holder,
		      const struct user_probe_image *image, struct mm_struct *mm,
		      struct user_family *family, struct list_head *probes);

/* --- helpers for stacks: user_ustack.c ---------------------------------------------------------- */

/* As dtrace_helper_load(). */
int user_helper_load(const void *image, size_t size, struct user_helper **helper, char *message,
		     size_t message_size);
void user_helper_put(struct user_helper *helper);
/* `list` is the process's. Takes its own reference. 0, -ENOMEM, -ENOSPC. Locked, as the rest. */
int user_helpers_add(struct list_head *list, pid_t tgid, const struct mm_struct *mm,
		     struct user_helper *helper, int generation);
void user_helpers_inherit(struct list_head *list, pid_t tgid, const struct mm_struct *mm,
			  const struct list_head *parent);
/* Stacks do not ask them any more; children may still inherit them. */
void user_helpers_close(struct list_head *list);
/* Those of a generation, or all (0). False: there was none. */
bool user_helpers_remove(struct list_head *list, int generation);

/* --- ways in -------------------------------------------------------------------------------------
 */

/* user_helper.c: the current process describes itself. The generation or an error. */
int user_helper_add(const struct dof_helper *helper);
/* user_request.c: a consumer's wish; sites and object are in the caller's memory and files. `watch`:
 * the consumer's, or NULL. */
int user_request(struct dtrace_ioc_user_probes *request, struct user_watch *watch);

/* --- consumers that follow processes: user_watch.c ---------------------------------------------- */

struct user_watch *user_watch_new(void); /* of the calling process; NULL: no memory */
/* Follow a process, or all (NULL). Takes the users lock, as the next three do. */
int user_watch_add(struct user_watch *watch, struct pid *process);
/* Settles the question next->number, if there is one, and waits for another. -EINTR, -ECANCELED. */
int user_watch_next(struct user_watch *watch, struct dtrace_ioc_user_next *next);
/* It follows nobody any more. */
void user_watch_end(struct user_watch *watch);
void user_watch_free(struct user_watch *watch);
/* An image is part of the answer to a question. 0 or -ENOMEM. Locked. */
int user_watch_keep(struct user_watch *watch, u64 number, struct user_image *image);
/* Does a consumer follow this process by its number? Any context but NMI. */
bool user_watch_names(pid_t tgid);
/* For lifecycle.h. */
bool user_watch_follows(const struct task_struct *task);
void user_watch_mapped(unsigned long start);

#endif
