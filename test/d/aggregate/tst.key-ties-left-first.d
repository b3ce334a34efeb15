/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * equal values: the leftmost key decides first
 */
BEGIN { @[2, "a"] = count(); @[1, "b"] = count(); @[1, "a"] = count(); exit(0); }
