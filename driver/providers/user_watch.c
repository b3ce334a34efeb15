/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Consumers that follow processes: static probes of programs that begin later, probes of libraries
 * that are loaded later.
 *
 * A process that has mapped the code of a file is about to return to user mode; before it does, it
 * asks each consumer that follows it what probes the file has, and waits (a question, which lives
 * in that thread). The consumer makes them (user_request.c) and fetches the next question, which
 * settles the last one. So no instruction of the file runs before its probes are there.
 *
 * A consumer that follows all processes is asked once for each file: what it said (an answer) is
 * kept as long as it follows, and given to every later process. A file is the same while its size
 * and times are. An answer with probes keeps the file's file system mounted, as uprobes of the
 * kernel's own tools do.
 *
 * What a forked child maps is asked of those who follow its parent by its number, too: in the parent's
 * name, whose pid probes the child fires.
 *
 * Nobody waits for himself: what consumers map is asked of nobody. A consumer that leaves a
 * question unanswered is not asked again until it fetches one. Users lock, but user_watch_follows().
 */
#include <linux/file.h>
#include <linux/hashtable.h>
#include <linux/mm.h>
#include <linux/path.h>
#include <linux/pid.h>
#include <linux/pid_namespace.h>
#include <linux/sched/mm.h>
#include <linux/sched/task.h>
#include <linux/slab.h>
#include <linux/stat.h>
#include <linux/wait.h>

#include "../core/host.h"
#include "../linux/lifecycle.h"
#include "user.h"

#define PIDS_MAX 64
#define PATIENCE (10 * HZ)

struct user_watch {
	struct list_head link; /* watches */
	pid_t owner;
	bool everywhere, ended;
	bool late; /* left a question unanswered */
	unsigned int pid_count;
	pid_t pids[PIDS_MAX];
	struct list_head questions;
	DECLARE_HASHTABLE(answers, 6);
	wait_queue_head_t asked;
	atomic_t untaken; /* questions */
	u64 last;	  /* number of a question */
};

struct identity {
	dev_t device;
	u64 inode;
	loff_t size;
	struct timespec64 changed, modified;
};

struct kept {
	struct list_head link;
	struct user_image *image;
};

struct answer {
	struct hlist_node node;
	struct identity file;
	struct path path; /* held if there are images */
	struct list_head images;
};

struct question {
	struct list_head link; /* in the watch; empty: settled */
	struct list_head mine; /* of the thread that asks */
	struct user_watch *watch;
	u64 number;
	struct pid *process, *target; /* whose probes: itself, or one whose family it is in */
	unsigned long start;
	const struct path *path; /* the thread that asks holds the file */
	struct answer *answer;	 /* to be kept; NULL: it is about this process alone */
	bool taken;
	struct completion settled;
};

static LIST_HEAD(watches);
static DEFINE_RAW_SPINLOCK(watches_lock); /* writers: with the users lock; lifecycle's handlers */

/* --- who follows whom ---------------------------------------------------------------------- */

/* By its number, not as one of all. */
static bool follows_one(const struct user_watch *watch, pid_t tgid)
{
	unsigned int i;

	for (i = 0; i < watch->pid_count; i++)
		if (watch->pids[i] == tgid)
			return true;
	return false;
}

static bool anyone_follows(pid_t tgid, bool everywhere)
{
	const struct user_watch *watch;
	unsigned long flags;
	bool found = false;

	raw_spin_lock_irqsave(&watches_lock, flags);
	list_for_each_entry(watch, &watches, link)
		found |= (everywhere && watch->everywhere) || follows_one(watch, tgid);
	raw_spin_unlock_irqrestore(&watches_lock, flags);
	return found;
}

bool user_watch_names(pid_t tgid)
{
	return anyone_follows(tgid, false);
}

static bool is_named(pid_t first, void *unused)
{
	return user_watch_names(first);
}

bool user_watch_follows(const struct task_struct *task)
{
	return anyone_follows(task->tgid, true) || user_families_any(task->mm, is_named, NULL);
}

static bool is_owner(pid_t tgid)
{
	const struct user_watch *watch;

	list_for_each_entry(watch, &watches, link)
		if (watch->owner == tgid)
			return true;
	return false;
}

/* --- answers ---------------------------------------------------------------------------------- */

static int identify(const struct path *path, struct identity *identity)
{
	struct kstat status;
	int error = vfs_getattr(path, &status, STATX_BASIC_STATS, AT_STATX_DONT_SYNC);

	if (error)
		return error;
	memset(identity, 0, sizeof(*identity));
	identity->device = status.dev;
	identity->inode = status.ino;
	identity->size = status.size;
	identity->changed = status.ctime;
	identity->modified = status.mtime;
	return 0;
}

static bool same_file(const struct identity *a, const struct identity *b)
{
	return a->device == b->device && a->inode == b->inode;
}

static bool unchanged(const struct identity *a, const struct identity *b)
{
	return a->size == b->size && timespec64_equal(&a->changed, &b->changed) &&
	       timespec64_equal(&a->modified, &b->modified);
}

static void free_answer(struct answer *answer)
{
	struct kept *kept, *next;

	list_for_each_entry_safe(kept, next, &answer->images, link)
	{
		user_image_put(kept->image);
		kfree(kept);
	}
	if (answer->path.mnt)
		path_put(&answer->path);
	kfree(answer);
}

static struct answer *find_answer(struct user_watch *watch, const struct identity *file)
{
	struct answer *answer;

	hash_for_each_possible(watch->answers, answer, node,
			       file->inode) if (same_file(&answer->file, file)) return answer;
	return NULL;
}

/* NULL: nothing is known, or of what the file was before. */
static struct answer *known_answer(struct user_watch *watch, const struct identity *file)
{
	struct answer *answer = find_answer(watch, file);

	if (!answer || unchanged(&answer->file, file))
		return answer;
	hash_del(&answer->node);
	free_answer(answer);
	return NULL;
}

/* Of two processes that asked at once the first one's is kept. */
static void keep_answer(struct user_watch *watch, struct answer *answer, const struct path *path)
{
	if (known_answer(watch, &answer->file)) {
		free_answer(answer);
		return;
	}
	if (!list_empty(&answer->images)) {
		answer->path = *path;
		path_get(path);
	}
	hash_add(watch->answers, &answer->node, answer->file.inode);
}

static struct answer *new_answer(const struct identity *file)
{
	struct answer *answer = kzalloc(sizeof(*answer), GFP_KERNEL_ACCOUNT);

	if (!answer)
		return NULL;
	answer->file = *file;
	INIT_LIST_HEAD(&answer->images);
	return answer;
}

/* What is missing of it for want of memory, its probes say in /proc/dtrace/user. */
static void give(const struct answer *answer)
{
	struct user_process *process;
	const struct kept *kept;

	if (list_empty(&answer->images))
		return;
	process = user_process_of(current->tgid, current->mm);
	if (!process)
		return;
	list_for_each_entry(kept, &answer->images, link)
		if (!user_process_has(process, kept->image))
			user_process_attach(process, kept->image, 0, NULL);
	user_process_settle(process);
}

/* --- questions: the process that asks ----------------------------------------------------------- */

static struct file *code_at(unsigned long start)
{
	struct vm_area_struct *vma;
	struct file *file = NULL;

	mmap_read_lock(current->mm);
	vma = find_vma(current->mm, start);
	if (vma && vma->vm_start <= start && vma->vm_file && vma->vm_flags & VM_EXEC)
		file = get_file(vma->vm_file);
	mmap_read_unlock(current->mm);
	return file;
}

static void ask(struct user_watch *watch, struct answer *answer, struct question like,
		struct list_head *mine)
{
	struct question *question = kmalloc(sizeof(*question), GFP_KERNEL_ACCOUNT);

	if (!question) {
		kfree(answer);
		return;
	}
	*question = like;
	question->watch = watch;
	question->number = ++watch->last;
	question->process = get_task_pid(current, PIDTYPE_TGID);
	get_pid(question->target);
	question->answer = answer;
	init_completion(&question->settled);
	list_add_tail(&question->link, &watch->questions);
	list_add_tail(&question->mine, mine);
	atomic_inc(&watch->untaken);
	wake_up(&watch->asked);
}

/* In the name of the `skip`th process whose family it is in and that this consumer follows. */
struct search {
	const struct user_watch *watch;
	unsigned int skip;
	pid_t found;
};

static bool is_sought(pid_t first, void *argument)
{
	struct search *search = argument;

	if (first == current->tgid || !follows_one(search->watch, first) || search->skip--)
		return false;
	search->found = first;
	return true;
}

static void ask_for_families(struct user_watch *watch, struct question like, struct list_head *mine)
{
	struct search search = {.watch = watch};
	unsigned int asked;

	for (asked = 0; search.skip = asked, user_families_any(current->mm, is_sought, &search);
	     asked++) {
		rcu_read_lock();
		like.target = get_pid(find_pid_ns(search.found, &init_pid_ns));
		rcu_read_unlock();
		if (like.target)
			ask(watch, NULL, like, mine);
		put_pid(like.target);
	}
}

static void consult(struct user_watch *watch, const struct identity *file, struct question like,
		    struct list_head *mine)
{
	const struct answer *answer = watch->everywhere ? known_answer(watch, file) : NULL;

	if (answer)
		give(answer);
	if (watch->late)
		return;
	like.target = task_tgid(current);
	if (follows_one(watch, current->tgid) || (watch->everywhere && !answer))
		ask(watch, watch->everywhere ? new_answer(file) : NULL, like, mine);
	ask_for_families(watch, like, mine);
}

static void withdraw(struct question *question, bool in_vain)
{
	struct user_watch *watch = question->watch;

	if (!list_empty(&question->link)) {
		list_del(&question->link);
		if (!question->taken)
			atomic_dec(&watch->untaken);
		if (in_vain && !watch->late)
			host_log("process %d (%s) runs on without probes that a consumer (process %d) owes it: "
				 "it does not answer, and is not waited for until it does",
				 current->tgid, current->comm, watch->owner);
		watch->late |= in_vain;
	}
	if (question->answer)
		free_answer(question->answer);
	put_pid(question->process);
	put_pid(question->target);
	kfree(question);
}

static void wait_for(struct list_head *mine)
{
	struct question *question, *next;

	list_for_each_entry_safe(question, next, mine, mine)
	{
		bool in_vain = wait_for_completion_killable_timeout(&question->settled,
								    PATIENCE) == 0;

		user_lock();
		withdraw(question, in_vain);
		user_unlock();
	}
}

void user_watch_mapped(unsigned long start)
{
	struct identity identity;
	struct user_watch *watch;
	struct question like = {.start = start};
	LIST_HEAD(mine);
	struct file *file;

	if (!current->mm || current->flags & PF_EXITING)
		return;
	file = code_at(start);
	if (!file)
		return;
	like.path = &file->f_path;
	if (!identify(&file->f_path, &identity)) {
		user_lock();
		if (!is_owner(current->tgid))
			list_for_each_entry(watch, &watches, link)
				consult(watch, &identity, like, &mine);
		user_unlock();
		wait_for(&mine);
	}
	fput(file);
}

/* --- questions: the consumer that answers ---------------------------------------------------------- */

static struct question *find_question(struct user_watch *watch, u64 number)
{
	struct question *question;

	list_for_each_entry(question, &watch->questions, link)
		if (question->taken && question->number == number)
			return question;
	return NULL;
}

static void settle(struct user_watch *watch, struct question *question, bool keep)
{
	list_del_init(&question->link);
	if (!question->taken)
		atomic_dec(&watch->untaken);
	if (keep && question->answer) {
		keep_answer(watch, question->answer, question->path);
		question->answer = NULL;
	}
	complete(&question->settled);
}

int user_watch_keep(struct user_watch *watch, u64 number, struct user_image *image)
{
	struct question *question = watch ? find_question(watch, number) : NULL;
	struct kept *kept;

	/* It was killed, or tired of waiting. */
	if (!question || !question->answer)
		return 0;
	kept = kmalloc(sizeof(*kept), GFP_KERNEL_ACCOUNT);
	if (!kept)
		return -ENOMEM;
	kref_get(&image->references);
	kept->image = image;
	list_add_tail(&kept->link, &question->answer->images);
	return 0;
}

static bool take(struct user_watch *watch, struct dtrace_ioc_user_next *next)
{
	struct question *question;

	list_for_each_entry(question, &watch->questions, link) {
		if (question->taken)
			continue;
		question->taken = true;
		atomic_dec(&watch->untaken);
		next->number = question->number;
		next->pid = pid_vnr(question->process);
		next->target = pid_vnr(question->target);
		next->start = question->start;
		return true;
	}
	return false;
}

static void settle_last(struct user_watch *watch, u64 number)
{
	struct question *question = find_question(watch, number);

	watch->late = false;
	if (question)
		settle(watch, question, true);
}

int user_watch_next(struct user_watch *watch, struct dtrace_ioc_user_next *next)
{
	bool taken = false;
	int error = 0;

	user_lock();
	settle_last(watch, next->number);
	user_unlock();
	while (!taken && !error) {
		if (wait_event_interruptible(watch->asked, atomic_read(&watch->untaken) ||
								   READ_ONCE(watch->ended)))
			return -EINTR;
		user_lock();
		taken = take(watch, next);
		error = watch->ended ? -ECANCELED : 0;
		user_unlock();
	}
	return error;
}

/* --- beginning and end ------------------------------------------------------------------------------- */

static int begin(struct user_watch *watch)
{
	unsigned long flags;
	int error = list_empty(&watches) ? lifecycle_follow(true) : 0;

	if (error)
		return error;
	raw_spin_lock_irqsave(&watches_lock, flags);
	list_add_tail(&watch->link, &watches);
	raw_spin_unlock_irqrestore(&watches_lock, flags);
	return 0;
}

static void leave(struct user_watch *watch)
{
	unsigned long flags;

	raw_spin_lock_irqsave(&watches_lock, flags);
	list_del_init(&watch->link);
	raw_spin_unlock_irqrestore(&watches_lock, flags);
	if (list_empty(&watches))
		lifecycle_follow(false);
}

static int add(struct user_watch *watch, pid_t tgid)
{
	unsigned long flags;

	if (!tgid) {
		watch->everywhere = true;
		return 0;
	}
	if (follows_one(watch, tgid))
		return 0;
	if (watch->pid_count == PIDS_MAX)
		return -ENOSPC;
	raw_spin_lock_irqsave(&watches_lock, flags);
	watch->pids[watch->pid_count++] = tgid;
	raw_spin_unlock_irqrestore(&watches_lock, flags);
	return 0;
}

int user_watch_add(struct user_watch *watch, struct pid *process)
{
	struct task_struct *task = process ? get_pid_task(process, PIDTYPE_TGID) : NULL;
	struct mm_struct *mm = task ? get_task_mm(task) : NULL;
	int error = 0;

	user_lock();
	if (watch->ended)
		error = -ECANCELED;
	else
		error = add(watch, process ? pid_nr(process) : 0);
	if (!error && list_empty(&watch->link))
		error = begin(watch);
	if (!error && mm)
		user_process_follow(task, mm);
	user_unlock();
	if (mm)
		mmput(mm);
	if (task)
		put_task_struct(task);
	return error;
}

struct user_watch *user_watch_new(void)
{
	struct user_watch *watch = kzalloc(sizeof(*watch), GFP_KERNEL_ACCOUNT);

	if (!watch)
		return NULL;
	watch->owner = current->tgid;
	INIT_LIST_HEAD(&watch->link);
	INIT_LIST_HEAD(&watch->questions);
	hash_init(watch->answers);
	init_waitqueue_head(&watch->asked);
	return watch;
}

void user_watch_end(struct user_watch *watch)
{
	struct question *question, *next;

	user_lock();
	WRITE_ONCE(watch->ended, true);
	list_for_each_entry_safe(question, next, &watch->questions, link)
		settle(watch, question, false);
	if (!list_empty(&watch->link)) {
		leave(watch);
		user_processes_settle();
	}
	wake_up_all(&watch->asked);
	user_unlock();
}

void user_watch_free(struct user_watch *watch)
{
	struct answer *answer;
	struct hlist_node *next;
	int bucket;

	user_watch_end(watch);
	user_lock();
	hash_for_each_safe(watch->answers, bucket, next, answer, node) free_answer(answer);
	user_unlock();
	kfree(watch);
}
