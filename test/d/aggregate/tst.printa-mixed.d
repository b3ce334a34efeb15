/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a distribution and a count side by side
 */
BEGIN { @a[1] = quantize(3); @b[1] = count(); printa("%d %@d %@d\n", @a, @b); exit(0); }
