/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * trunc(@, n) keeps the n greatest
 */
BEGIN { @["a"] = sum(1); @["b"] = sum(2); @["c"] = sum(3); trunc(@, 2); exit(0); }
