/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * %ld wants 64 bits of a variable
 */
char c; BEGIN { printf("%ld", c); }
