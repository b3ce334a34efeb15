/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an empty string fills its column
 * @loud
 * @only: process
 */
BEGIN { trace(""); trace("|"); exit(0); }
