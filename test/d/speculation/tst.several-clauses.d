/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * several clauses speculate into one buffer, in their order
 */
BEGIN { self->s = speculation(); }
BEGIN { speculate(self->s); printf("one\n"); }
BEGIN { speculate(self->s); printf("two\n"); }
BEGIN { speculate(self->s); printf("three\n"); }
BEGIN { commit(self->s); }
BEGIN { exit(0); }
