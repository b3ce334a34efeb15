/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * CPUs that come and go, sleep, reboot.
 *
 * A starting CPU runs armed functions before it has an IDT, and one that is down must not be left
 * with a table of ours: no site is armed while a CPU comes up or goes down, the machine sleeps, or
 * reboots.
 */
#ifndef DTRACE_LINUX_HOTPLUG_H
#define DTRACE_LINUX_HOTPLUG_H

#include <linux/types.h>

int hotplug_start(void);
void hotplug_stop(void);

/*
 * Be told of CPUs that came (online) or are gone. Called from a work item, in order, outside the
 * CPU hotplug lock, so it may take locks under which others wait for that lock. One listener; NULL
 * removes it and waits for a call in progress.
 */
void hotplug_listen(void (*changed)(unsigned int cpu, bool online));

#endif
