/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * values in other bases
 */
BEGIN { @a = sum(255); printa("%@d %@x %@X %@o %@u %@i\n", @a); exit(0); }
