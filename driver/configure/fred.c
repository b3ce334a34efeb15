/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * FRED replaces the IDT on new processors; the kernel knows it since 6.9.
 */
#include <linux/ptrace.h>
#include <asm/fred.h>
#include <asm/processor-flags.h>

unsigned long check = X86_CR4_FRED;
