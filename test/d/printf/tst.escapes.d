/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * escapes of the format
 */
BEGIN { printf("a\tb\\c\"d\101\x42\n"); exit(0); }
