/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a committed speculation may be had again
 * @only: process
 */
BEGIN { s = speculation(); }
BEGIN { speculate(s); printf("first "); }
BEGIN { commit(s); }
BEGIN { s = speculation(); }
BEGIN { speculate(s); printf("second "); }
BEGIN { commit(s); }
BEGIN { exit(0); }
