/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * later clauses of the same firing do not
 */
BEGIN { exit(0); }
tick-1ms { printf("never\n"); }
END { printf("end\n"); }
