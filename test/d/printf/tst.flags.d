/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * flags of integers
 */
BEGIN { printf("[%5d][%-5d][%05d][%+d][% d][%+5d][%-+5d][%x][%#x][%#X][%#o][%o]\n", 42, 42, 42, 42, 42, 42, 42, 255, 255, 255, 8, 8); exit(0); }
