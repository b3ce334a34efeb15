/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * The differences between kernels in files, pages and requests to block devices. See compat.h.
 */
#ifndef DTRACE_LINUX_COMPAT_FILES_H
#define DTRACE_LINUX_COMPAT_FILES_H

#include <linux/bio.h>
#include <linux/blkdev.h>
#include <linux/dcache.h>
#include <linux/fs.h>
#include <linux/kdev_t.h>
#include <linux/mm.h>
#include <linux/pagemap.h>

/* block_bio_queue(bio); before 5.12 (queue, bio). Since then a request names its device, not the
 * disk. */
#ifdef HAVE_BIO_DEVICE
#define COMPAT_BIO_QUEUE_ARGUMENT 0
#else
#define COMPAT_BIO_QUEUE_ARGUMENT 1
#endif

static inline void compat_bio_device(const struct bio *bio, struct gendisk **disk, dev_t *device)
{
#ifdef HAVE_BIO_DEVICE
	*disk = bio->bi_bdev ? bio->bi_bdev->bd_disk : NULL;
	*device = bio->bi_bdev ? bio->bi_bdev->bd_dev : 0;
#else
	*disk = bio->bi_disk;
	*device = *disk ? MKDEV((*disk)->major, (*disk)->first_minor + bio->bi_partno) : 0;
#endif
}

/* Pages in folios since 5.16. The file they belong to (NULL: none), where in it, how long. */
static inline const struct address_space *compat_page_mapping(struct page *page)
{
#ifdef HAVE_FOLIO
	return folio_mapping(page_folio(page));
#else
	return page_mapping(page);
#endif
}

static inline s64 compat_page_position(struct page *page)
{
#ifdef HAVE_FOLIO
	return folio_pos(page_folio(page));
#else
	return page_offset(page);
#endif
}

static inline size_t compat_page_bytes(struct page *page)
{
#ifdef HAVE_FOLIO
	return folio_size(page_folio(page));
#else
	return page_size(compound_head(page));
#endif
}

/* Modified now. Times are behind functions since 6.7. */
static inline void compat_touch_inode(struct inode *inode)
{
#ifdef HAVE_INODE_SET_MTIME
	inode_set_mtime_to_ts(inode, current_time(inode));
#else
	inode->i_mtime = current_time(inode);
#endif
}

/* One of the file's names. d_u is nameless since 7.0. */
static inline struct dentry *compat_first_alias(const struct inode *inode)
{
#ifdef HAVE_DENTRY_ALIAS_NAMELESS
	return hlist_entry_safe(READ_ONCE(inode->i_dentry.first), struct dentry, d_alias);
#else
	return hlist_entry_safe(READ_ONCE(inode->i_dentry.first), struct dentry, d_u.d_alias);
#endif
}

/* Where a file system is mounted: the first mount, or the first node of a list inside mounts. */
#ifdef HAVE_SUPER_FIRST_MOUNT
#define COMPAT_SUPER_FIRST_MOUNT true
#else
#define COMPAT_SUPER_FIRST_MOUNT false
#endif

static inline u64 compat_super_mounts(const struct super_block *super)
{
#ifdef HAVE_SUPER_FIRST_MOUNT
	return (u64)READ_ONCE(super->s_mounts);
#else
	return (u64)READ_ONCE(super->s_mounts.next);
#endif
}

#endif
