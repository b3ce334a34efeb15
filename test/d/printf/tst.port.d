/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * %P of a port without a name is the number
 */
BEGIN { printf("%P|%8P|%-8P|\n", (unsigned short)54321, (unsigned short)54321, (unsigned short)54321); exit(0); }
