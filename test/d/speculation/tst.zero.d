/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * speculation 0 is none: nothing is recorded, nothing wrong
 */
BEGIN { speculate(0); printf("never"); }
BEGIN { commit(0); }
BEGIN { discard(0); }
BEGIN { printf("end"); exit(0); }
