/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * %? is the width of a pointer
 */
BEGIN { printf("[%?x][%-?x][%0?x][%?p]\n", 255, 255, 255, 255); exit(0); }
