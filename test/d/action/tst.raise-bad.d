/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * numbers that are no signal
 * @options: -w
 */
BEGIN { raise(0); }
BEGIN { raise(65); }
BEGIN { raise(-1); }
BEGIN { exit(0); }
