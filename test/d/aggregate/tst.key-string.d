/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * string keys, ordered by value
 */
BEGIN { @["b"] = sum(1); @["a"] = sum(2); @[""] = sum(3); exit(0); }
