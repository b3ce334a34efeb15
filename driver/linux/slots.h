/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/* Size of the out-of-line slot array; also read by the assembler. */
#ifndef DTRACE_LINUX_SLOTS_H
#define DTRACE_LINUX_SLOTS_H

/*
 * An instruction of at most 15 bytes and a jump back of 5; or a trampoline: a call of 5, instructions
 * of at most 15 bytes, a jump back of 5. As many as a kernel has entries and returns.
 */
#define SLOT_SIZE  32
#define SLOT_COUNT 131072

#endif
