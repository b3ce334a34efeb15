/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * struct bio has the block device, not the disk and a partition number, since 5.12; the tracepoint
 * block_bio_queue lost its first argument with it.
 */
#include <linux/bio.h>

struct block_device *check(const struct bio *bio);
struct block_device *check(const struct bio *bio)
{
	return bio->bi_bdev;
}
