/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Addresses within functions at which control arrives other than by a branch of the same function:
 * from its cold part, at the target of a jump label, at the fixup of the exception table. A jump
 * site must not replace such an address. Thread context.
 */
#ifndef DTRACE_LINUX_STRAYS_H
#define DTRACE_LINUX_STRAYS_H

#include <linux/module.h>

struct strays {
	unsigned long *at;
	size_t count, room;
	int error; /* -ENOMEM: something is missing */
};

/* Jump labels and fixups of the kernel (NULL) or one module. */
void strays_collect(struct strays *strays, const struct module *module);
void strays_add(struct strays *strays, unsigned long address);
/* When all are in. */
void strays_order(struct strays *strays);
/* The first one above `address`, or ~0. */
unsigned long strays_above(const struct strays *strays, unsigned long address);
void strays_free(struct strays *strays);

#endif
