/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * printa() in the classic layout
 * @loud
 * @only: process
 */
BEGIN { @a["x"] = sum(1); printa(@a); exit(0); }
