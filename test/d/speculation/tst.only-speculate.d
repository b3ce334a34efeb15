/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * speculate() alone records that the probe fired
 * @loud
 * @only: process
 */
BEGIN { s = speculation(); }
BEGIN { speculate(s); }
BEGIN { commit(s); }
BEGIN { exit(0); }
