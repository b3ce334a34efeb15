/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a committed buffer can be had again
 */
BEGIN { self->s = speculation(); }
BEGIN { speculate(self->s); printf("first\n"); }
BEGIN { commit(self->s); }
BEGIN { self->s = speculation(); }
BEGIN { speculate(self->s); printf("second\n"); }
BEGIN { commit(self->s); }
BEGIN { exit(0); }
