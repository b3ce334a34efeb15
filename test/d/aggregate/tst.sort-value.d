/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * by value, then by key
 */
BEGIN { @["b"] = sum(2); @["a"] = sum(2); @["d"] = sum(-1); @["c"] = sum(5); exit(0); }
