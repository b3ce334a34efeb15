/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * many keys of many sizes
 */
BEGIN { @[(char)1, 2LL, (short)3, "four", 5, (char)6, "seven", 8LL] = count(); exit(0); }
