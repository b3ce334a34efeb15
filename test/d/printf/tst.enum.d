/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an enumeration is an integer
 */
enum e { ONE = 1, TWO };
BEGIN { printf("%d %d %x\n", ONE, TWO, (enum e)2); exit(0); }
