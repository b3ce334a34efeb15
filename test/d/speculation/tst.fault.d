/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a clause that faults leaves nothing in the speculation
 */
BEGIN { s = speculation(); }
BEGIN { speculate(s); printf("%d", *(int *)8); }
BEGIN { speculate(s); printf("good"); }
BEGIN { commit(s); }
BEGIN { exit(0); }
