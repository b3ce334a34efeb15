/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * speculations are independent
 * @options: -x nspec=2
 */
BEGIN { a = speculation(); b = speculation(); }
BEGIN { speculate(a); printf("a "); }
BEGIN { speculate(b); printf("b "); }
BEGIN { discard(a); }
BEGIN { commit(b); }
BEGIN { exit(0); }
