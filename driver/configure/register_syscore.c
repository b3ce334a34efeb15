/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * register_syscore_ops() became register_syscore() of a struct syscore, with a
 * data pointer, after 6.12. Stable kernels have it too (6.12.117), so no version tells.
 */
#include <linux/syscore_ops.h>

void check(struct syscore *syscore);
void check(struct syscore *syscore)
{
	register_syscore(syscore);
}
