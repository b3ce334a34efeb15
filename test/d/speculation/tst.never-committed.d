/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * what nobody commits does not appear
 */
BEGIN { s = speculation(); }
BEGIN { speculate(s); printf("never"); }
BEGIN { exit(0); }
