/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * Call frame information of an ELF file (.eh_frame): from the registers in one function to those in
 * its caller.
 */
#ifndef DTRACE_USER_CFI_H
#define DTRACE_USER_CFI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* DWARF's numbers on x86-64. */
enum {
	CFI_RBP = 6,
	CFI_RSP = 7,
	CFI_RIP = 16,
	CFI_REGISTERS = 17
};

struct cfi_frame {
	uint64_t reg[CFI_REGISTERS];
	uint32_t known; /* bit n: reg[n] */
};

struct cfi;

/* Of an open file, or NULL when it has none that can be used. */
struct cfi *cfi_open(int file);
void cfi_close(struct cfi *cfi);

/* 8 bytes of the process's memory; false: not there. */
typedef bool cfi_load(void *argument, uint64_t address, uint64_t *value);
/*
 * The caller's registers into *frame. `pc` is looked up (the call, so one before a return address),
 * an address of the file like the bias says. False: not known, or the outermost frame.
 */
bool cfi_step(const struct cfi *cfi, uint64_t pc, uint64_t bias, struct cfi_frame *frame,
	      cfi_load *load, void *argument);

#endif
