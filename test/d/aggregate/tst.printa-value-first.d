/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * values may stand before the keys
 */
BEGIN { @a["k"] = sum(3); printa("%@d %s\n", @a); exit(0); }
