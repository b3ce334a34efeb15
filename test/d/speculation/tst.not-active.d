/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a speculation that was not begun
 */
BEGIN { speculate(1); printf("never"); }
BEGIN { commit(1); }
BEGIN { printf("end"); exit(0); }
