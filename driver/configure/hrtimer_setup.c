/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * hrtimer_setup() came in 6.13; hrtimer_init() with a function set by hand
 * went in 6.15.
 */
#include <linux/hrtimer.h>

static enum hrtimer_restart check_expire(struct hrtimer *timer)
{
	return HRTIMER_NORESTART;
}

void check(struct hrtimer *timer);
void check(struct hrtimer *timer)
{
	hrtimer_setup(timer, check_expire, CLOCK_MONOTONIC, HRTIMER_MODE_REL_PINNED_HARD);
}
