/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * half a second in a second
 * @options: -w
 * @only: process
 */
BEGIN { chill(300000000); }
BEGIN { chill(300000000); }
BEGIN { exit(0); }
