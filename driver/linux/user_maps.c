/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * See user_maps.h. An address space is noted when an address in it is recorded, and described when it
 * comes to its end (exec or exit, a kprobe on exit_mmap()): its mappings of code go into a ring, each with a
 * reference to its file, until every consumer has read them or newer ones need the room.
 *
 * Noting is for probe context: a place in a table, taken by one cmpxchg. A place is a word that has both the
 * address space and the process, for children of vfork share one. When there is none, the process is
 * forgotten: its addresses stay numbers.
 *
 * The kprobe's handler runs with preemption off, in the last user of the address space, so nobody else changes
 * its mappings; it must not sleep. Files are named where that may (d_path). Nothing of this exists while no
 * consumer reads.
 */
#include <linux/file.h>
#include <linux/hash.h>
#include <linux/kprobes.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/pid_namespace.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/slab.h>
#include <linux/uaccess.h>

#include "compat.h"
#include "user_maps.h"

#define TABLE_BITS 12
#define WINDOW	   16	 /* places of one address space */
#define RING	   8192  /* mappings */
#define PROCESS_MAX 512  /* mappings of one */
#define PATH_ROOM  4096

/* A word: an address space is 64-aligned, and its upper 16 bits are ones, which gives room for the process. */
#define MM_SHIFT  16
#define TGID_BITS (MM_SHIFT + 6)

static u64 table[(1 << TABLE_BITS) + WINDOW];
static bool reading;

struct entry {
	struct file *file;
	unsigned long start, end;
	u64 offset;
	pid_t tgid;
};

static DEFINE_MUTEX(readers_lock); /* the list, and beginning and end of the ring */
static LIST_HEAD(readers);
static DEFINE_RAW_SPINLOCK(ring_lock); /* the handler's, too */
static struct entry *ring;
static u64 newest, oldest; /* numbers: oldest <= kept < newest */

/* --- noting -------------------------------------------------------------------------------- */

static u64 *window_of(const struct mm_struct *mm)
{
	return &table[hash_ptr(mm, TABLE_BITS)];
}

static u64 word_of(const struct mm_struct *mm, pid_t tgid)
{
	return (u64)(unsigned long)mm << MM_SHIFT | (u32)tgid;
}

void user_maps_note(void)
{
	u64 *place, *end, word;

	BUILD_BUG_ON(PID_MAX_LIMIT > 1 << TGID_BITS);
	if (!READ_ONCE(reading) || !current->mm)
		return;
	word = word_of(current->mm, current->tgid);
	place = window_of(current->mm);
	for (end = place + WINDOW; place < end; place++)
		if (READ_ONCE(*place) == word ||
		    (!READ_ONCE(*place) && cmpxchg(place, 0, word) == 0))
			return;
}

/* --- the ring ------------------------------------------------------------------------------ */

static void add(const struct vm_area_struct *vma, pid_t tgid)
{
	struct file *old = NULL;
	unsigned long flags;
	struct entry *entry;

	raw_spin_lock_irqsave(&ring_lock, flags);
	entry = &ring[newest % RING];
	if (newest - oldest == RING) {
		old = entry->file;
		oldest++;
	}
	*entry = (struct entry){
		.file = get_file(vma->vm_file),
		.start = vma->vm_start,
		.end = vma->vm_end,
		.offset = (u64)vma->vm_pgoff << PAGE_SHIFT,
		.tgid = tgid,
	};
	newest++;
	raw_spin_unlock_irqrestore(&ring_lock, flags);
	if (old)
		fput(old);
}

static void describe(struct mm_struct *mm, pid_t tgid)
{
	COMPAT_VMA_ITERATOR(iterator, mm);
	struct vm_area_struct *vma;
	unsigned int count = 0;

	rcu_read_lock();
	compat_for_each_vma(iterator, vma)
	{
		if (!vma->vm_file || !(vma->vm_flags & VM_EXEC))
			continue;
		add(vma, tgid);
		if (++count == PROCESS_MAX)
			break;
	}
	rcu_read_unlock();
}

/* The first instruction of exit_mmap(mm). */
static int on_exit_mmap(struct kprobe *kprobe, struct pt_regs *regs)
{
	struct mm_struct *mm = (struct mm_struct *)regs->di;
	u64 *place = window_of(mm), *end = place + WINDOW;

	for (; place < end; place++) {
		u64 word = READ_ONCE(*place);

		if (!word || (word ^ word_of(mm, 0)) >> TGID_BITS)
			continue;
		WRITE_ONCE(*place, 0);
		describe(mm, word & ((1 << TGID_BITS) - 1));
	}
	return 0;
}
NOKPROBE_SYMBOL(on_exit_mmap);

static struct kprobe ends;

/* Files that nobody will ask for any more. */
static void release_until(u64 number)
{
	unsigned long flags;
	struct file *file;

	do {
		raw_spin_lock_irqsave(&ring_lock, flags);
		file = oldest < number ? ring[oldest++ % RING].file : NULL;
		raw_spin_unlock_irqrestore(&ring_lock, flags);
		if (file)
			fput(file);
	} while (file);
}

/* --- consumers ------------------------------------------------------------------------------- */

static int begin(void)
{
	int error;

	ring = kvcalloc(RING, sizeof(*ring), GFP_KERNEL);
	if (!ring)
		return -ENOMEM;
	memset(table, 0, sizeof(table));
	/* What an earlier registration left in it would be refused. */
	ends = (struct kprobe){.symbol_name = "exit_mmap", .pre_handler = on_exit_mmap};
	error = register_kprobe(&ends);
	if (error) {
		kvfree(ring);
		return error;
	}
	WRITE_ONCE(reading, true);
	return 0;
}

static void end(void)
{
	WRITE_ONCE(reading, false);
	unregister_kprobe(&ends);
	release_until(newest);
	kvfree(ring);
	ring = NULL;
}

int user_maps_begin(struct user_maps_reader *reader)
{
	int error = 0;

	mutex_lock(&readers_lock);
	if (!reader->reads && list_empty(&readers))
		error = begin();
	if (!reader->reads && !error) {
		reader->reads = true;
		reader->next = newest;
		list_add(&reader->link, &readers);
	}
	mutex_unlock(&readers_lock);
	return error;
}

void user_maps_end(struct user_maps_reader *reader)
{
	mutex_lock(&readers_lock);
	if (reader->reads) {
		reader->reads = false;
		list_del(&reader->link);
		if (list_empty(&readers))
			end();
	}
	mutex_unlock(&readers_lock);
}

/* The reader's next one, its file held; false: there is none. */
static bool take(struct user_maps_reader *reader, struct entry *entry)
{
	unsigned long flags;
	bool found;

	raw_spin_lock_irqsave(&ring_lock, flags);
	if (reader->next < oldest)
		reader->next = oldest;
	found = reader->next < newest;
	if (found) {
		*entry = ring[reader->next % RING];
		get_file(entry->file);
	}
	raw_spin_unlock_irqrestore(&ring_lock, flags);
	return found;
}

/* In the caller's buffer. 0, -ENOSPC: it does not fit, -EFAULT. */
static int give(const struct entry *entry, struct dtrace_ioc_user_maps *request, char *room)
{
	const struct inode *inode = file_inode(entry->file);
	const char *path = d_path(&entry->file->f_path, room, PATH_ROOM);
	size_t length = IS_ERR(path) ? 1 : strlen(path) + 1;
	struct dtrace_user_map map = {
		.start = entry->start,
		.end = entry->end,
		.offset = entry->offset,
		.inode = inode->i_ino,
		.major = MAJOR(inode->i_sb->s_dev),
		.minor = MINOR(inode->i_sb->s_dev),
		.pid = entry->tgid,
		.length = round_up(sizeof(map) + length, 8),
	};
	char __user *to = (char __user *)(unsigned long)request->buffer + request->used;

	if (map.length > request->size - request->used)
		return -ENOSPC;
	if (copy_to_user(to, &map, sizeof(map)) ||
	    copy_to_user(to + sizeof(map), IS_ERR(path) ? "" : path, length))
		return -EFAULT;
	request->used += map.length;
	return 0;
}

static void release_read(void)
{
	const struct user_maps_reader *reader;
	u64 least = U64_MAX;

	list_for_each_entry(reader, &readers, link)
		least = min(least, reader->next);
	release_until(least);
}

int user_maps_read(struct user_maps_reader *reader, struct dtrace_ioc_user_maps *request)
{
	char *room = kmalloc(PATH_ROOM, GFP_KERNEL);
	struct entry entry;
	int error = 0;

	if (!room)
		return -ENOMEM;
	request->used = 0;
	mutex_lock(&readers_lock);
	while (!error && reader->reads && take(reader, &entry)) {
		error = give(&entry, request, room);
		fput(entry.file);
		reader->next += !error;
	}
	release_read();
	mutex_unlock(&readers_lock);
	kfree(room);
	return error == -ENOSPC && request->used ? 0 : error;
}
