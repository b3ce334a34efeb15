/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * printa() in END
 */
BEGIN { @a[1] = sum(1); @a[2] = sum(2); exit(0); }
END { printa("%d=%@d\n", @a); }
