/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * clauses of one speculation come out in order
 */
BEGIN { s = speculation(); }
BEGIN { speculate(s); printf("one "); }
BEGIN { printf("now "); }
BEGIN { speculate(s); printf("two "); }
BEGIN { commit(s); }
BEGIN { exit(0); }
