/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * prefixes of size and the types they want
 */
BEGIN { printf("%hhd %hd %d %ld %lld %hhu %hu %lu %hx %lx %ho\n", (char)-1, (short)-2, -3, -4L, -5LL, (unsigned char)200, (unsigned short)60000, 7UL, (short)-1, -1L, (short)8); exit(0); }
