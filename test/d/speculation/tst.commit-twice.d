/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a second commit() finds nothing
 */
BEGIN { self->s = speculation(); }
BEGIN { speculate(self->s); printf("once\n"); }
BEGIN { commit(self->s); }
BEGIN { commit(self->s); }
BEGIN { exit(0); }
