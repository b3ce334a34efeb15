/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * task_struct.state became __state, an unsigned int, in 5.14.
 */
#include <linux/sched.h>

unsigned int check(const struct task_struct *task);
unsigned int check(const struct task_struct *task)
{
	return task->__state;
}
