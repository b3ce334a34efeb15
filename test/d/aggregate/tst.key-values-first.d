/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * values decide before keys
 */
BEGIN { @["a"] = sum(10); @["b"] = sum(-10); @["c"] = sum(0); exit(0); }
