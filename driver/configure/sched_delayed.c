/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A thread that sleeps may stay in its queue for a while: sched_entity.sched_delayed, since 6.12.
 */
#include <linux/sched.h>

bool check(const struct task_struct *task);
bool check(const struct task_struct *task)
{
	return task->se.sched_delayed;
}
