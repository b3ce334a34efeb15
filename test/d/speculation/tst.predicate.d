/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * speculations and predicates
 */
BEGIN { self->s = speculation(); self->bad = 1; }
BEGIN /self->s/ { speculate(self->s); printf("kept"); }
BEGIN /self->s && !self->bad/ { discard(self->s); self->s = 0; }
BEGIN /self->s && self->bad/ { commit(self->s); self->s = 0; }
BEGIN { exit(0); }
