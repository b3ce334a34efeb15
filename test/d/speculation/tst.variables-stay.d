/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * variables set while speculating are not speculative
 */
BEGIN { self->s = speculation(); }
BEGIN { speculate(self->s); x = 5; printf("no\n"); }
BEGIN { discard(self->s); }
BEGIN { printf("%d\n", x); exit(0); }
