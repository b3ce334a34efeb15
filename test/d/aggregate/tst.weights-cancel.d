/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * weights may cancel out
 */
BEGIN { @q = quantize(4, 3); @q = quantize(4, -3); exit(0); }
