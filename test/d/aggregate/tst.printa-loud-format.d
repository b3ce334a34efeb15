/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * printa() with a format in the classic layout
 * @loud
 * @only: process
 */
BEGIN { @a["x"] = sum(1); printa("%s %@d", @a); trace(1); exit(0); }
