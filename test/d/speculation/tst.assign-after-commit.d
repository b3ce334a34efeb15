/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an assignment may follow commit(): it records nothing
 */
BEGIN { self->s = speculation(); }
BEGIN { speculate(self->s); printf("speculated\n"); }
BEGIN { commit(self->s); self->s = 0; n = 5; n++; }
BEGIN { printf("%d %d\n", self->s, n); exit(0); }
