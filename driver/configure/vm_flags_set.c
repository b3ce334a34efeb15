/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * vm_flags of a mapping may only be changed by vm_flags_set() and its kin
 * since 6.3.
 */
#include <linux/mm.h>

void check(struct vm_area_struct *vma);
void check(struct vm_area_struct *vma)
{
	vm_flags_set(vma, VM_DONTCOPY);
}
