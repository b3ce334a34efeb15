/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a long string is not cut to the column
 * @loud
 * @only: process
 */
BEGIN { trace("0123456789012345678901234567890123456789"); exit(0); }
