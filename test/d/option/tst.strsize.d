/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strsize cuts strings
 * @options: -x strsize=5
 */
BEGIN { x = "abcdefgh"; trace(x); trace(sizeof (string)); exit(0); }
