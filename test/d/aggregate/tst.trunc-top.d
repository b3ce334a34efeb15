/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * trunc(@, n) keeps the n of highest value
 */
BEGIN { @[1] = sum(10); @[2] = sum(30); @[3] = sum(20); trunc(@, 2); exit(0); }
