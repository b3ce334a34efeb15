/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Room for out-of-line copies of displaced instructions, and for trampolines: module text, so within reach of rel32 from
 * everywhere in kernel and modules, and executable without asking anyone. Written through alias mappings.
 * What is not in use is int3.
 */
#include <linux/linkage.h>
#include <linux/objtool.h>
#include "slots.h"

	.text
	.balign SLOT_SIZE
	ANNOTATE_NOENDBR
	.globl site_slots
site_slots:
	.fill SLOT_COUNT * SLOT_SIZE, 1, 0xcc
	.type site_slots, @object
	.size site_slots, SLOT_COUNT * SLOT_SIZE
