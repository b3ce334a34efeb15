/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * commit() puts the records among the others, where it stands
 */
BEGIN { self->s = speculation(); }
BEGIN { speculate(self->s); printf("speculated\n"); }
BEGIN { printf("before\n"); }
BEGIN { commit(self->s); }
BEGIN { printf("after\n"); exit(0); }
