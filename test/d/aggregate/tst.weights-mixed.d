/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * positive and negative counts share the bar
 */
BEGIN { @q = quantize(4, 3); @q = quantize(16, -1); exit(0); }
