/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * quantize(), lquantize() and llquantize() with a weight
 */
BEGIN { @q = quantize(5, 3); @l = lquantize(5, 0, 10, 5, 4); @ll = llquantize(5, 10, 0, 1, 10, 5); exit(0); }
