/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * precision of integers
 */
BEGIN { printf("[%.3d][%5.3d][%-5.3d|%.0d][%+.2d][%.5x]\n", 7, 7, 7, 0, 5, 255); exit(0); }
