/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an assignment may follow commit()
 */
BEGIN { self->s = speculation(); }
BEGIN { speculate(self->s); printf("kept"); }
BEGIN { commit(self->s); self->s = 0; x = 3; }
BEGIN { printf(" %d %d", self->s, x); exit(0); }
