/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * io: requests to block devices. args[0] bufinfo_t *, args[1] devinfo_t *, args[2] fileinfo_t *;
 * arg0 is the address of the request (a struct bio; or what is waited for), the same at its start
 * and its end.
 *
 *	start		a request is given to its device; in who asked for it
 *	done		it has ended; anywhere
 *	wait-start	a thread begins to wait for one, or for a page or buffer that is being
 *			read or written
 *	wait-done	it goes on
 *
 * A request to a device on top of others (dm, md) is one event there, and one for each request that
 * is made of it. While a request is worked on the kernel consumes its fields; so what it was is
 * noted at its start, and is the same at its end. The file is the one the first page belongs to;
 * direct I/O, metadata and swap have none.
 *
 * args[] are translated from struct dtrace_io, which lies on the probe stack: io.d has the same.
 *
 * Probe context.
 */
#include <linux/blkdev.h>
#include <linux/bio.h>
#include <linux/buffer_head.h>
#include <linux/kdev_t.h>
#include <linux/pagemap.h>
#include <linux/path.h>
#include <linux/sched.h>

#include "../core/host.h"
#include "../linux/compat_files.h"
#include "../linux/path.h"
#include "../linux/symbols.h"
#include "event.h"
#include "../core/memo.h"

/* ORDER DTRACE_IO (libdtrace/d/io.d) */
struct dtrace_io {
	u64 address;
	u64 sector, bytes, resid;
	u64 iodone;
	u64 disk; /* struct gendisk * */
	struct path path;
	s64 offset; /* in the file; -1: not known */
	u32 device; /* 20 bits of minor */
	u32 flags;
	s32 error;
};

/* <sys/buf.h>'s, and our own for what Linux has more. ORDER B_ (libdtrace/d/io.d) */
enum {
	B_BUSY = 0x1,
	B_DONE = 0x2,
	B_ERROR = 0x4,
	B_PAGEIO = 0x10,
	B_PHYS = 0x20,
	B_READ = 0x40,
	B_WRITE = 0x100,
	B_ASYNC = 0x400,
	B_FLUSH = 0x10000,
	B_DISCARD = 0x20000,
	B_SYNC = 0x40000,
	B_META = 0x80000,
	B_FUA = 0x100000,
	B_RAHEAD = 0x200000,
};

/* --- files ---------------------------------------------------------------------------- */

static void describe_file(struct dtrace_io *io, struct page *page)
{
	const struct address_space *mapping = compat_page_mapping(page);
	const struct inode *inode;

	if (!mapping || !mapping->host)
		return; /* nobody's; swap */
	inode = mapping->host;
	io->path.dentry = compat_first_alias(inode);
	if (!io->path.dentry)
		return; /* a device's own pages */
	io->path.mnt = path_some_mount(inode->i_sb);
	io->offset = compat_page_position(page);
}

/* --- requests ---------------------------------------------------------------------------- */

static u32 flags_of(const struct bio *bio)
{
	u32 flags = op_is_write(bio_op(bio)) ? B_WRITE : B_READ;

	if (bio_op(bio) == REQ_OP_DISCARD)
		flags |= B_DISCARD;
	if (bio_op(bio) == REQ_OP_FLUSH || bio->bi_opf & REQ_PREFLUSH)
		flags |= B_FLUSH;
	flags |= bio->bi_opf & REQ_SYNC ? B_SYNC : B_ASYNC;
	flags |= bio->bi_opf & REQ_META ? B_META : 0;
	flags |= bio->bi_opf & REQ_FUA ? B_FUA : 0;
	flags |= bio->bi_opf & REQ_RAHEAD ? B_RAHEAD : 0;
	return flags | B_BUSY;
}

static u32 number_of(dev_t device)
{
	return MAJOR(device) << 20 | MINOR(device);
}

static void describe(struct dtrace_io *io, const struct bio *bio)
{
	struct gendisk *disk;
	dev_t device;

	memset(io, 0, sizeof(*io));
	compat_bio_device(bio, &disk, &device);
	io->address = (u64)bio;
	io->sector = bio->bi_iter.bi_sector;
	io->bytes = io->resid = bio->bi_iter.bi_size;
	io->iodone = (u64)bio->bi_end_io;
	io->disk = (u64)disk;
	io->device = number_of(device);
	io->flags = flags_of(bio);
	io->offset = -1;
	if (io->bytes && bio_has_data((struct bio *)bio))
		describe_file(io, bio_iter_iovec(bio, bio->bi_iter).bv_page);
	io->flags |= io->path.dentry ? B_PAGEIO : B_PHYS;
}

static bool tell(const struct dtrace_io *io, struct dtrace_firing *firing)
{
	firing->arg[0] = io->address;
	firing->arg[1] = firing->arg[2] = (u64)io;
	firing->arg[3] = (u64)io;
	firing->args = 4;
	return true;
}

/*
 * What args[] point to while the clauses run: one a CPU, as a handler is never interrupted by
 * another.
 */
static DEFINE_PER_CPU(struct dtrace_io, shown);

static const struct bio *queued_bio(const struct event_hit *hit)
{
	return (const void *)hit->arg[COMPAT_BIO_QUEUE_ARGUMENT];
}

/* block_bio_queue(bio) */
static bool started(const struct event_hit *hit, struct dtrace_firing *firing)
{
	struct dtrace_io *io = this_cpu_ptr(&shown);

	describe(io, queued_bio(hit));
	return tell(io, firing);
}

MEMO(requests, struct dtrace_io);

/*
 * A request that had to be split is chained behind its front parts, and ends when all of them
 * have: with the last of them, inside the same bio_endio(). NULL: not all have.
 */
static unsigned long end_of_part;

static bool others_remain(const struct bio *bio)
{
	return bio_flagged((struct bio *)bio, BIO_CHAIN) && atomic_read(&bio->__bi_remaining) > 1;
}

static const struct bio *whole_of(const struct bio *bio)
{
	while (end_of_part && (unsigned long)bio->bi_end_io == end_of_part) {
		if (others_remain(bio))
			return NULL;
		bio = bio->bi_private;
	}
	return others_remain(bio) ? NULL : bio;
}

static void finish(struct dtrace_io *io, const struct bio *bio)
{
	io->resid = bio->bi_iter.bi_size;
	io->error = bio->bi_status ? -blk_status_to_errno(bio->bi_status) : 0;
	io->flags &= ~B_BUSY;
	io->flags |= B_DONE | (io->error ? B_ERROR : 0);
}

/* bio_endio(bio); and block_bio_queue(bio), to note it. */
static bool ended(const struct event_hit *hit, struct dtrace_firing *firing)
{
	struct dtrace_io *io = this_cpu_ptr(&shown);
	const struct bio *bio;

	if (hit->from) {
		describe(io, queued_bio(hit));
		memo_note(&requests, io->address, io);
		return false;
	}
	bio = whole_of((const void *)hit->arg[0]);
	if (!bio)
		return false;
	if (!memo_take(&requests, (u64)bio, io))
		describe(io, bio);
	finish(io, bio);
	return tell(io, firing);
}

/* --- waiting --------------------------------------------------------------------------------- */

/* detail of the places: what the function's arguments say of what is waited for. */
typedef void (*describe_wait)(struct dtrace_io *io, const u64 *arg);

/* submit_bio_wait(bio) */
static void describe_bio(struct dtrace_io *io, const u64 *arg)
{
	describe(io, (const void *)arg[0]);
}

/* __wait_on_buffer(buffer) */
static void describe_buffer(struct dtrace_io *io, const u64 *arg)
{
	const struct buffer_head *buffer = (const void *)arg[0];
	const struct block_device *device = buffer->b_bdev;

	memset(io, 0, sizeof(*io));
	io->address = (u64)buffer;
	io->bytes = io->resid = buffer->b_size;
	io->sector = buffer->b_blocknr * (buffer->b_size >> SECTOR_SHIFT);
	io->flags = B_BUSY | B_PAGEIO | (buffer_dirty(buffer) ? B_WRITE : B_READ);
	io->offset = -1;
	if (!device)
		return;
	io->disk = (u64)device->bd_disk;
	io->device = number_of(device->bd_dev);
}

static void describe_page(struct dtrace_io *io, struct page *page)
{
	const struct address_space *mapping = compat_page_mapping(page);
	const struct super_block *super = mapping && mapping->host ? mapping->host->i_sb : NULL;

	memset(io, 0, sizeof(*io));
	io->address = (u64)page;
	io->bytes = io->resid = compat_page_bytes(page);
	io->flags = B_BUSY | B_PAGEIO | (PageWriteback(page) ? B_WRITE : B_READ);
	io->offset = -1;
	describe_file(io, page);
	if (!super || !super->s_bdev)
		return;
	io->disk = (u64)super->s_bdev->bd_disk;
	io->device = number_of(super->s_dev);
}

/* folio_wait_bit_common(folio, …) */
static void describe_folio(struct dtrace_io *io, const u64 *arg)
{
	describe_page(io, (struct page *)arg[0]);
}

/* wait_on_page_bit_common(queue, page, …), older */
static void describe_second(struct dtrace_io *io, const u64 *arg)
{
	describe_page(io, (struct page *)arg[1]);
}

static bool wait_starts(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const describe_wait describe_it = hit->place->detail;

	describe_it(this_cpu_ptr(&shown), hit->arg);
	return tell(this_cpu_ptr(&shown), firing);
}

MEMO(waits, struct dtrace_io);

/* A return, which has lost the arguments; and the entry, to note them. */
static bool wait_ends(const struct event_hit *hit, struct dtrace_firing *firing)
{
	const describe_wait describe_it = hit->place->detail;
	struct dtrace_io *io = this_cpu_ptr(&shown);

	if (hit->from) {
		describe_it(io, hit->arg);
		memo_note(&waits, host_thread_key(), io);
		return false;
	}
	if (!memo_take(&waits, host_thread_key(), io))
		return false;
	io->flags = (io->flags & ~B_BUSY) | B_DONE;
	return tell(io, firing);
}

/* --- the table -------------------------------------------------------------------------------- */

#define REQUEST                                                   \
	EVENT_ARGUMENTS({"struct dtrace_io *", "bufinfo_t *", 3}, \
			{"struct dtrace_io *", "devinfo_t *", 3}, \
			{"struct dtrace_io *", "fileinfo_t *", 3})

#define WAIT_START(function, describe_it)                                                    \
	{                                                                                    \
		.at = {{EVENT_ENTRY, function}}, .fetch = wait_starts, .detail = describe_it \
	}
#define WAIT_DONE(function, describe_it)                                                       \
	{                                                                                      \
		.at = {{EVENT_RETURN, function}, {EVENT_ENTRY, function}}, .fetch = wait_ends, \
		.detail = describe_it                                                          \
	}

static const struct event_kind kinds[] = {
	{"start", REQUEST, EVENT_PLACES(EVENT_AT(EVENT_TRACEPOINT, "block_bio_queue", started))},
	{"done", REQUEST,
	 EVENT_PLACES({.at = {{EVENT_ENTRY, "bio_endio"},
			      {EVENT_TRACEPOINT, "block_bio_queue"}},
		       .fetch = ended})},
	{"wait-start", REQUEST,
	 EVENT_PLACES(WAIT_START("submit_bio_wait", describe_bio),
		      WAIT_START("__wait_on_buffer", describe_buffer),
		      WAIT_START("folio_wait_bit_common", describe_folio),
		      WAIT_START("wait_on_page_bit_common", describe_second))},
	{"wait-done", REQUEST,
	 EVENT_PLACES(WAIT_DONE("submit_bio_wait", describe_bio),
		      WAIT_DONE("__wait_on_buffer", describe_buffer),
		      WAIT_DONE("folio_wait_bit_common", describe_folio),
		      WAIT_DONE("wait_on_page_bit_common", describe_second))},
	{}};

static void start(void)
{
	end_of_part = symbol_lookup("bio_chain_endio");
}

const struct event_provider event_io = {"io", kinds, start};
