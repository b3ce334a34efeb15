/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * llquantize(): after clear() the first two rows, all zero
 */
BEGIN { @ = llquantize(3, 10, 0, 1, 10); exit(0); }
END { clear(@); }
