/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the size of the argument counts, not of the conversion
 */
BEGIN { printf("%d %d %d %d %x %x %x %x\n", (char)-1, (short)-1, -1, -1LL, (char)-1, (short)-1, -1, -1LL); exit(0); }
