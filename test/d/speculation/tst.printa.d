/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * printa() may be speculated
 */
BEGIN { @ = sum(7); s = speculation(); }
BEGIN { speculate(s); printa("%@d", @); }
BEGIN { commit(s); }
BEGIN { exit(0); }
