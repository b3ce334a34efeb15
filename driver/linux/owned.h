/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Text that the kernel itself patches: jump labels and static calls. It compares before it writes
 * and BUG()s on a difference, so no site may ever stand there. Thread context.
 */
#ifndef DTRACE_LINUX_OWNED_H
#define DTRACE_LINUX_OWNED_H

#include <linux/module.h>

struct owned;

/* A sorted snapshot for the kernel (NULL) or one module. 0 or -ENOMEM. */
int owned_make(const struct module *module, struct owned **owned);
void owned_free(struct owned *owned);
/* 0, SITE_JUMP_LABEL or SITE_STATIC_CALL. */
int owned_by(const struct owned *owned, unsigned long address);
/* Every owned address, in order. */
void owned_each(const struct owned *owned, void (*visit)(unsigned long address, void *data),
		void *data);

#endif
