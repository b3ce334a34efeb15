/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * what is neither committed nor discarded is not shown
 */
BEGIN { self->s = speculation(); }
BEGIN { speculate(self->s); printf("speculated\n"); }
BEGIN { exit(0); }
