/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * commit or discard, as it turns out
 */
int wanted;

BEGIN { self->s = speculation(); }
BEGIN { speculate(self->s); printf("kept\n"); }
BEGIN { wanted = 1; }
BEGIN
/!wanted/
{ discard(self->s); }
BEGIN
/wanted/
{ commit(self->s); }
BEGIN { exit(0); }
