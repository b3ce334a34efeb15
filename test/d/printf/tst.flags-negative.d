/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * flags and negative numbers
 */
BEGIN { printf("[%5d][%-5d][%05d][%+d][% d][%x][%o][%u]\n", -42, -42, -42, -42, -42, -1, -1, -1); exit(0); }
