/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lquantize(): after clear() the first three steps, all zero
 */
BEGIN { @ = lquantize(3, 0, 5); exit(0); }
END { clear(@); }
