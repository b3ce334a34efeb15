/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a speculation lives over firings
 */
int n;

BEGIN { s = speculation(); }

tick-1ms
/n < 3/
{ speculate(s); n++; printf("%d\n", n); }

tick-1ms
/n == 3/
{ commit(s); n++; }

tick-1ms
/n == 4/
{ n++; }

tick-1ms
/n == 5/
{ exit(0); }
