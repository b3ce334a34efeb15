/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an address is a string
 */
BEGIN { printf("%I", 1); }
