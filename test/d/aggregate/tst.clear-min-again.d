/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * min() and max() after clear(): the first value wins, not the 0 shown meanwhile
 * @options: -x switchrate=10ms -x aggrate=10ms
 */
BEGIN { @a = min(5); @b = max(-5); clear(@a); clear(@b); }
tick-1s { @a = min(9); @b = max(-9); exit(0); }
