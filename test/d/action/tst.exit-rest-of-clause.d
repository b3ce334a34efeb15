/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the rest of the clause still runs
 */
BEGIN { exit(0); printf("after\n"); }
