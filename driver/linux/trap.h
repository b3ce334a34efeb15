/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Trap sources: how a breakpoint in kernel text reaches site_trap().
 *
 *	idt	 a private IDT, loaded by every CPU while at least one site is armed
 *	gate	 vector 3 of the kernel's own table, rewritten in place
 *	notifier the kernel's own handler calls us through the die notifier chain
 *
 * trap_on() comes before the first breakpoint is written, trap_off() after the last one
 * was restored and all CPUs were synchronised. Both are called by site.c with its lock held.
 */
#ifndef DTRACE_LINUX_TRAP_H
#define DTRACE_LINUX_TRAP_H

#include <linux/types.h>

/*
 * Choose and prepare the source (module parameter trap=auto|idt|gate|notifier). Negative errno with
 * the reason in the log.
 */
int trap_start(void);
void trap_stop(void);

/* Let breakpoints come to us, on all CPUs; and no longer. */
int trap_on(void);
void trap_off(void);

/* "idt", "gate", "notifier": what is in use. */
const char *trap_source_name(void);
/*
 * Functions of the kprobe blacklist may not carry sites: the kernel's int3 path is (or may be) part
 * of ours.
 */
bool trap_avoids_blacklist(void);

/*
 * Is something loaded that reloads the kernel's IDT behind our back (kvm_intel)? Not from a module
 * notifier.
 */
bool trap_idt_is_reloaded(void);
/*
 * Somebody is about to load the IDT behind our back (kvm_intel): change from idt to gate.
 * Calls sites_suspend() and sites_resume(); thread context, without site.c's lock.
 */
void trap_leave_idt(void);

/*
 * Hits that came through the die notifier although `idt` is in use: a CPU had been given the
 * kernel's IDT.
 */
u64 trap_backstop_hits(unsigned int cpu);

#endif
