/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a clause-local variable of more than 16 KiB
 */
struct s { char a[16385]; };
this struct s x;

BEGIN { exit(0); }
