/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * two speculations are apart
 * @options: -x nspec=2
 */
BEGIN { self->a = speculation(); self->b = speculation(); }
BEGIN { speculate(self->a); printf("a\n"); }
BEGIN { speculate(self->b); printf("b\n"); }
BEGIN { discard(self->a); }
BEGIN { commit(self->b); }
BEGIN { exit(0); }
