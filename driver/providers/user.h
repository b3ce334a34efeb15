/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Probes in user programs: what a process told of itself (USDT, /dev/dtrace/helper) and what a
 *consumer asked for (pid, static probes of anybody). Kernel only.
 *
 *	process ──▶ attachment ──▶ image	what there is: names, types, places in files;
 *	   │            │ probes                shared by a process and its forked children
 *	   │            ▼
 *	   └──▶ user_provider ◀── probe ──▶ point	per process: "shop1234", its probes,
 *						breakpoints
 *
 * A process has a record from its first attachment to its end, its exec, or its last detachment.
 *
 * One mutex (user_lock) covers all of it, taken before the engine's control lock and never in the
 * engine's callbacks; those touch only the probe they are called for. The table of processes has a
 * spinlock as well, because tracepoints look into it.
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
	bool by_consumer; /* children do not inherit it */
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

/* --- processes: user_process.c ---------------------------------------------------------------- */

struct user_process;

void user_lock(void);
void user_unlock(void);

/* The record of a process, made if need be; `mm` is its address space. NULL: no memory. Locked. */
struct user_process *user_process_of(pid_t tgid, struct mm_struct *mm);
/*
 * Give a process an image: its providers and probes appear. The generation (> 0), -ENOMEM, -ENOSPC
 * (too many). *made counts new probes, NULL: not interested. Takes its own reference. Locked.
 */
int user_process_attach(struct user_process *process, struct user_image *image, unsigned int *made);
/* Take one back. -ENOENT. Locked. */
int user_process_detach(pid_t tgid, int generation);
/* It is not found any more, and its probes are gone. Locked. */
void user_process_retire(struct user_process *process);
/* After an attachment failed: a record without any goes. Locked. */
void user_process_settle(struct user_process *process);
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
	dtrace_id_t id;
	unsigned int count;
	struct user_instance_point points[];
};

int user_provider_register(struct user_provider *provider,
			   const struct dtrace_provider_attributes *attributes);
/* 1, 0: it exists already, or -ENOMEM. Control lock held. */
int user_probe_create(struct user_provider *provider, struct user_image *holder,
		      const struct user_probe_image *image, struct mm_struct *mm,
		      struct list_head *probes);

/* --- ways in -------------------------------------------------------------------------------------
 */

/* user_helper.c: the current process describes itself. The generation or an error. */
int user_helper_add(const struct dof_helper *helper);
/* user_request.c: a consumer's wish; sites and object are in the caller's memory and files. */
int user_request(struct dtrace_ioc_user_probes *request);

#endif
