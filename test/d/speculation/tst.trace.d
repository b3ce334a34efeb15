/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * every recording action can be speculative
 */
BEGIN { self->s = speculation(); }
BEGIN { speculate(self->s); trace(12345); trace("text"); printf("|%d\n", 7); }
BEGIN { commit(self->s); }
BEGIN { exit(0); }
