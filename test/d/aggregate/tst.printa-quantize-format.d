/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a distribution in a format is its table
 */
BEGIN { @a["k"] = quantize(3); printa("%s:%@d:end\n", @a); exit(0); }
