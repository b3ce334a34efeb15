/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * pt_regs.cs is 16 bits of a union, and csx the whole word, since 6.9 (FRED).
 */
#include <linux/ptrace.h>

unsigned long check(const struct pt_regs *regs);
unsigned long check(const struct pt_regs *regs)
{
	return regs->csx;
}
