/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * clear() keeps the key with a zero
 */
BEGIN { @ = sum(9); exit(0); }
END { clear(@); }
