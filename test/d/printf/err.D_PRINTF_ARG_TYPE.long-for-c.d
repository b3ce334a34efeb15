/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a character has four bytes at most
 */
BEGIN { printf("%c", 1LL); }
