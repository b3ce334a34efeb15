/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * printa() of what has no entry
 */
tick-1h { @a = count(); }
BEGIN { printf("<"); printa(@a); printa("%@d\n", @a); printf(">"); exit(0); }
