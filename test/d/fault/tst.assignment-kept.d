/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a fault on the right of an assignment leaves the variable as it was
 */
int x;

BEGIN { x = 7; }

BEGIN { x = *(int *)8; }

BEGIN { printf("%d\n", x); exit(0); }
