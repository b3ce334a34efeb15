/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * what is discarded does not appear
 */
BEGIN { s = speculation(); }
BEGIN { speculate(s); printf("never"); }
BEGIN { discard(s); }
BEGIN { printf("end"); exit(0); }
