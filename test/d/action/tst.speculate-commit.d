/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * speculate commit
 */
BEGIN { self->s = speculation(); }
BEGIN { speculate(self->s); printf("spec\n"); }
BEGIN { commit(self->s); }
BEGIN { exit(0); }
