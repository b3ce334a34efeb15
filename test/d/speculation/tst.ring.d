/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * with a ring buffer
 * @options: -x bufpolicy=ring
 */
BEGIN { s = speculation(); }
BEGIN { speculate(s); printf("kept"); }
BEGIN { commit(s); }
BEGIN { exit(0); }
