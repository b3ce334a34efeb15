/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * discard() drops the records
 */
BEGIN { self->s = speculation(); }
BEGIN { speculate(self->s); printf("speculated\n"); }
BEGIN { discard(self->s); }
BEGIN { commit(self->s); }
BEGIN { exit(0); }
