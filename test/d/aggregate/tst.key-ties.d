/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * equal values: ordered by key
 */
BEGIN { @["b"] = count(); @["a"] = count(); @["c"] = count(); exit(0); }
