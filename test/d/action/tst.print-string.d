/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * print() of a string
 */
BEGIN { print("foo\tbar\n"); exit(0); }
