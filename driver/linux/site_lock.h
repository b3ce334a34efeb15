/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* The site lock: guards places, sites, slots and counters on the control path. */
#ifndef DTRACE_LINUX_SITE_LOCK_H
#define DTRACE_LINUX_SITE_LOCK_H

void site_lock(void);
void site_unlock(void);

#endif
