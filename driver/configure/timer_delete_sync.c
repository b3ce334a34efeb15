/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * timer_delete_sync() came in 6.2 and in stable kernels since; the old name
 * del_timer_sync() is gone in 7.2.
 */
#include <linux/timer.h>

int check(struct timer_list *timer);
int check(struct timer_list *timer)
{
	return timer_delete_sync(timer);
}
