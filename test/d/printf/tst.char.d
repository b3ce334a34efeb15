/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * %c of a number, a constant, an expression
 */
BEGIN { x = 64; printf("%c%c%c|%3c|%-3c|\n", 0x41, (char)66, x + 3, 68, 69); exit(0); }
