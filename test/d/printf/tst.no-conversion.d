/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a format without conversions
 */
BEGIN { printf("plain text\n"); exit(0); }
