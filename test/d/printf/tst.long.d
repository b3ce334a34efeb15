/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a long format with many arguments
 */
BEGIN { printf("%d %d %d %d %d %d %d %d %d %d %s %s %s %s %s %x %x %x %x %x\n", 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, "a", "b", "c", "d", "e", 16, 17, 18, 19, 20); exit(0); }
