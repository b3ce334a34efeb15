/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * trunc(@, 0) removes every entry
 */
BEGIN { @["a"] = sum(1); @["b"] = sum(2); trunc(@, 0); exit(0); }
