/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a string with an unprintable byte is dumped
 * @options: -x strsize=20
 */
BEGIN { trace("a\001b"); exit(0); }
