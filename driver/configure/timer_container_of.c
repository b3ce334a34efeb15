/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * from_timer() was renamed timer_container_of() in 6.16.
 */
#include <linux/timer.h>

#ifndef timer_container_of
#error no timer_container_of
#endif
int check;
