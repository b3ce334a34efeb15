/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * negative weights go to the left
 */
BEGIN { @q = quantize(5, -3); exit(0); }
