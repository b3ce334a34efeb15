/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * clear() keeps the keys
 */
BEGIN { @["a"] = sum(5); @["b"] = sum(6); clear(@); exit(0); }
