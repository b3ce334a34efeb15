/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * half a second and no more
 * @options: -w
 */
BEGIN { chill(500000001); }
BEGIN { exit(0); }
