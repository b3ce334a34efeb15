/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * keys in hexadecimal
 */
BEGIN { @[(int64_t)1000000000] = count(); exit(0); }
END { printa("%x %@d\n", @); }
