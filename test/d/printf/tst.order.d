/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * arguments are evaluated from left to right
 */
BEGIN { x = 1; printf("%d %d %d\n", x++, x++, x); exit(0); }
