/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Mappings of a process are walked by an iterator since 6.1; before they were a list.
 */
#include <linux/mm.h>

unsigned long check(struct mm_struct *mm);
unsigned long check(struct mm_struct *mm)
{
	VMA_ITERATOR(iterator, mm, 0);
	struct vm_area_struct *vma;
	unsigned long end = 0;

	for_each_vma(iterator, vma)
		end = vma->vm_end;
	return end;
}
