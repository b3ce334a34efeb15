/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * normalize() divides, toward zero
 */
BEGIN { @a = sum(29); @b = sum(-29); normalize(@a, 10); normalize(@b, 10); exit(0); }
