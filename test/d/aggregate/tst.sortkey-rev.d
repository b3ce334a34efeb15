/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * aggsortkey and aggsortrev together
 * @options: -x aggsortkey -x aggsortrev
 */
BEGIN { @["b"] = sum(9); @["a"] = sum(3); @["c"] = sum(5); exit(0); }
