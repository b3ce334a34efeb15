/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * %d of an unsigned type has no sign
 */
BEGIN { printf("%d %d %d %d %i\n", (unsigned char)-1, (unsigned short)-1, (unsigned int)-1, (uint64_t)-1, (uint64_t)-1); exit(0); }
