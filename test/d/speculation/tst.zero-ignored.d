/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * 0 is ignored by speculate(), commit() and discard()
 */
BEGIN { speculate(0); printf("no\n"); }
BEGIN { commit(0); }
BEGIN { discard(0); printf("yes\n"); }
BEGIN { exit(0); }
