/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The driver's own event ring, and /proc/dtrace/trace, which reads it.
 *
 * Written without locks from any context: a writer claims a number, fills the number's entry and
 * stamps it. A reader copies an entry and believes it only if the stamp is the one it expects,
 * before and after. Nothing is ever waited for, so a CPU that is stuck does not stop a reader.
 *
 * A read at the end of the ring returns 0 (so `cat` ends); the next one by another process, or the
 * third by the same, waits for an event, by looking every tenth of a second, because writers may
 * not wake anybody. With O_NONBLOCK it returns -EAGAIN instead. (Trap: some programs, busybox's
 * tail among them, read once more at the end before they show what they have.)
 *
 * `tail -f` does not wait in a read: it waits until inotify says that the file was modified and
 * then believes size and modification time. For files in /proc the kernel keeps neither up to date,
 * so a work item of each reader does; the size is at least what any of them was given, or tail
 * takes the file for truncated.
 */
#include <linux/atomic.h>
#include <linux/fs.h>
#include <linux/fsnotify.h>
#include <linux/poll.h>
#include <linux/proc_fs.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/smp.h>
#include <linux/timekeeping.h>
#include <linux/uaccess.h>
#include <linux/workqueue.h>

#include "compat_files.h"
#include "proc.h"
#include "proc_trace.h"

#define RING	 4096 /* a power of two */
#define LINE_MAX 128

struct event {
	u64 stamp; /* number + 1 of the event it holds; 0: being written */
	u64 time, a, b;
	u32 cpu, kind;
};

static struct event ring[RING];
static bool ending; /* the driver is being unloaded: nobody waits any more */
static atomic64_t claimed;

/* ORDER EVENT */
static const char *const formats[PROC_EVENTS] = {
	"arm %llu sites %llu ns",      "disarm %llu sites %llu ns",  "convert %llu sites %llu ns",
	"refused %#llx reason -%llu",
	"trap on, source %llu %llu",   "trap off, source %llu %llu", "backstop %#llx %llu",
	"suspend depth %llu %llu",     "resume depth %llu %llu",     "cpu %llu online %llu",
	"module text %#llx came %llu", "state %#llx open %llu",	     "assertion line %llu %llu",
	"deadman consumer %llu %llu",
};

void proc_event(enum proc_event kind, u64 a, u64 b)
{
	u64 number = atomic64_inc_return(&claimed) - 1;
	struct event *event = &ring[number % RING];

	WRITE_ONCE(event->stamp, 0);
	smp_wmb();
	event->time = ktime_get_mono_fast_ns();
	event->a = a;
	event->b = b;
	event->cpu = raw_smp_processor_id();
	event->kind = kind;
	smp_store_release(&event->stamp, number + 1);
}

struct reader {
	struct file *file;
	struct delayed_work tell;
	u64 told;	   /* number of events when inotify was last told */
	u64 next;	   /* number of the next event to show */
	u64 given;	   /* bytes */
	unsigned int ends; /* reads in a row that returned 0 */
	pid_t told_end;	   /* the process that got the last of them */
};

static u64 oldest(void)
{
	u64 count = atomic64_read(&claimed);

	return count > RING ? count - RING : 0;
}

/* False: not (yet, or any more) there. */
static bool read_event(u64 number, struct event *to)
{
	const struct event *event = &ring[number % RING];

	if (smp_load_acquire(&event->stamp) != number + 1)
		return false;
	*to = *event;
	smp_rmb();
	return READ_ONCE(event->stamp) == number + 1;
}

static int format(char *line, const struct event *event)
{
	int used = scnprintf(line, LINE_MAX, "%5llu.%09llu cpu %u  ", event->time / NSEC_PER_SEC,
			     event->time % NSEC_PER_SEC, event->cpu);

	used += scnprintf(line + used, LINE_MAX - used, formats[event->kind % PROC_EVENTS],
			  event->a, event->b);
	used += scnprintf(line + used, LINE_MAX - used, "\n");
	return used;
}

/* Is there anything behind what the reader has seen? */
static bool has_more(const struct reader *reader)
{
	return atomic64_read(&claimed) > reader->next;
}

static ssize_t copy_events(struct reader *reader, char __user *to, size_t size)
{
	char line[LINE_MAX];
	struct event event;
	size_t used = 0;

	while (has_more(reader)) {
		int length;

		reader->next = max(reader->next, oldest());
		if (!read_event(reader->next, &event)) {
			/* Overwritten meanwhile, or its writer is interrupted: pass over it. */
			reader->next++;
			continue;
		}
		length = format(line, &event);
		if (used + length > size)
			return used ?: -EINVAL;
		if (copy_to_user(to + used, line, length))
			return -EFAULT;
		used += length;
		reader->next++;
	}
	return used;
}

static int wait_for_more(const struct reader *reader, const struct file *file)
{
	if (file->f_flags & O_NONBLOCK)
		return has_more(reader) ? 0 : -EAGAIN;
	while (!has_more(reader) && !READ_ONCE(ending)) {
		schedule_timeout_interruptible(HZ / 10);
		if (signal_pending(current))
			return -ERESTARTSYS;
	}
	return 0;
}

/* --- for those who wait by inotify ---------------------------------------------------------- */

static void show_size(struct inode *inode, u64 bytes)
{
	spin_lock(&inode->i_lock);
	if (bytes > i_size_read(inode))
		i_size_write(inode, bytes);
	spin_unlock(&inode->i_lock);
}

static void tell(struct work_struct *work)
{
	struct reader *reader = container_of(to_delayed_work(work), struct reader, tell);
	struct inode *inode = file_inode(reader->file);
	u64 count = atomic64_read(&claimed);

	/*
	 * Only one that is at the end: whoever is told reads, and must find something, or the read
	 * waits (and tail still holds back what it has).
	 */
	if (count != reader->told && READ_ONCE(reader->ends) && has_more(reader)) {
		reader->told = count;
		show_size(inode, reader->given + 1);
		compat_touch_inode(inode);
		fsnotify_modify(reader->file);
	}
	queue_delayed_work(system_unbound_wq, &reader->tell, HZ / 10);
}

/* --- the file ------------------------------------------------------------------------------- */

static ssize_t trace_read(struct file *file, char __user *to, size_t size, loff_t *position)
{
	struct reader *reader = file->private_data;
	ssize_t result;

	if (reader->ends >= 2 || (reader->ends && reader->told_end != current->tgid)) {
		int error = wait_for_more(reader, file);

		if (error)
			return error;
	}
	result = copy_events(reader, to, size);
	WRITE_ONCE(reader->ends, result ? 0 : reader->ends + 1);
	reader->told_end = current->tgid;
	if (result > 0) {
		reader->given += result;
		show_size(file_inode(file), reader->given);
	}
	return result;
}

static int trace_open(struct inode *inode, struct file *file)
{
	struct reader *reader = kzalloc(sizeof(*reader), GFP_KERNEL);

	if (!reader)
		return -ENOMEM;
	reader->file = file;
	reader->next = oldest();
	file->private_data = reader;
	INIT_DELAYED_WORK(&reader->tell, tell);
	queue_delayed_work(system_unbound_wq, &reader->tell, HZ / 10);
	return stream_open(inode, file);
}

static int trace_release(struct inode *inode, struct file *file)
{
	struct reader *reader = file->private_data;

	cancel_delayed_work_sync(&reader->tell);
	kfree(reader);
	return 0;
}

static const struct proc_ops trace_ops = {
	.proc_open = trace_open,
	.proc_read = trace_read,
	.proc_release = trace_release,
};

int proc_trace_start(struct proc_dir_entry *folder)
{
	BUILD_BUG_ON(RING & (RING - 1));
	return proc_create("trace", 0400, folder, &trace_ops) ? 0 : -ENOMEM;
}

/* Removing the file waits for the reads in progress. */
void proc_trace_stop(void)
{
	WRITE_ONCE(ending, true);
}
