/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * counts of a distribution are divided, the bars are not
 */
BEGIN { @ = quantize(5); @ = quantize(6); @ = quantize(9); normalize(@, 2); exit(0); }
