/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a distribution of nothing
 */
BEGIN { @q = quantize(1, 0); @l = lquantize(1, 0, 10, 1, 0); @ll = llquantize(1, 10, 0, 1, 10, 0); exit(0); }
