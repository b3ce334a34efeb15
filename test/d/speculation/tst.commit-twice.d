/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a second commit() has nothing to do
 */
BEGIN { s = speculation(); }
BEGIN { speculate(s); printf("once"); }
BEGIN { commit(s); }
BEGIN { commit(s); }
BEGIN { discard(s); }
BEGIN { exit(0); }
