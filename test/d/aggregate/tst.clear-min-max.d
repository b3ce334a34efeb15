/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * clear() leaves zeros, and the next value wins
 * @options: -x aggrate=1ms
 */
BEGIN { @a = min(5); @b = max(-5); clear(@a); clear(@b); printa(@a); printa(@b); exit(0); }
