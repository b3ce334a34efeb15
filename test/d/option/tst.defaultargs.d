/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * defaultargs: missing arguments are 0 and empty
 * @options: -x defaultargs
 */
BEGIN { printf("%d|%s|", $1, $$2); exit(0); }
