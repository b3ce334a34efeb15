/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a clause on speculation 0 still assigns
 */
BEGIN { speculate(0); x = 5; printf("never"); }
BEGIN { printf("%d", x); exit(0); }
