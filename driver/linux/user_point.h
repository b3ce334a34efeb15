/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A breakpoint in a process, placed by the kernel's uprobes, which keep copy-on-write pages,
 * fork, exec, exit and unmapping right.
 *
 * A uprobe belongs to a file and an offset in it; the filter keeps it to the address spaces wanted.
 * A forked child begins with the breakpoints of its parent in its copied pages: if the owner does not
 * want them there its first hit takes them away (UPROBE_HANDLER_REMOVE), and so does disarming.
 * Thread context, control lock held, but the owner's two functions.
 */
#ifndef DTRACE_LINUX_USER_POINT_H
#define DTRACE_LINUX_USER_POINT_H

#include <linux/uprobes.h>

struct user_point {
	struct uprobe_consumer consumer;
	struct uprobe *uprobe;
	struct inode *inode; /* the caller keeps it */
	loff_t offset, counter;
	struct mm_struct *mm; /* the caller keeps its structure (mmgrab) */
	bool armed;
};

/* 0 or what uprobes say: -EINVAL (no such place in the file, or another counter is in use there),
 * -ENOTSUPP (an instruction they do not handle), -EIO … */
int user_point_arm(struct user_point *point);
/* It may still be hit until user_points_synchronize(). */
void user_point_disarm(struct user_point *point);
void user_points_synchronize(void);

/*
 * The owner's: is it meant for this address space? The caller may hold any lock of the kernel's
 * memory management.
 */
bool user_point_reaches(const struct user_point *point, const struct mm_struct *mm);

/*
 * The owner's: in the thread that hit, which may sleep; registers are those of the breakpoint's
 * address. Takes no lock (disarming waits for it).
 */
void user_point_hit(struct user_point *point, struct pt_regs *regs);

#endif
