/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the number may be computed
 */
BEGIN { @[1] = sum(1); @[2] = sum(2); @[3] = sum(3); n = 1; trunc(@, n + 1); exit(0); }
