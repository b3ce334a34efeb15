/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a comparison is an int
 * @loud
 * @only: process
 */
BEGIN { trace(1 == 1); exit(0); }
