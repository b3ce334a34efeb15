/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the classic columns
 * @loud
 * @only: process
 */
BEGIN { trace(1); trace("str"); }
BEGIN { exit(0); }
