/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * trunc(@) removes every entry
 */
BEGIN { @["a"] = sum(1); @["b"] = sum(2); trunc(@); exit(0); }
