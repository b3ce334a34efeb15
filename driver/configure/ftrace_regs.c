/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * An ftrace callback takes a struct ftrace_regs since 5.11, a pt_regs before.
 */
#include <linux/ftrace.h>

static void check_callback(unsigned long ip, unsigned long parent, struct ftrace_ops *ops,
			   struct ftrace_regs *regs)
{
}

struct ftrace_ops check = { .func = check_callback };
