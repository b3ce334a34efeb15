/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * precision of strings
 */
BEGIN { printf("[%.2s][%5.2s][%-5.2s][%.0s][%.9s]\n", "abc", "abc", "abc", "abc", "abc"); exit(0); }
