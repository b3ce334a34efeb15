/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * normalize() of min() and max()
 */
BEGIN { @a = min(100); @b = max(250); normalize(@a, 7); normalize(@b, 100); exit(0); }
