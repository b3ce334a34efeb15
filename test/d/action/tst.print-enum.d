/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * print() of an enumeration: the name, or a number without one
 */
enum colour { RED = 1, GREEN };
enum colour c;
BEGIN { c = GREEN; print(c); printf("\n"); c = (enum colour)7; print(c); exit(0); }
