/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * asm/unaligned.h moved to linux/unaligned.h in 6.12.
 */
#include <linux/unaligned.h>

u32 check(const void *from);
u32 check(const void *from)
{
	return get_unaligned_le32(from);
}
