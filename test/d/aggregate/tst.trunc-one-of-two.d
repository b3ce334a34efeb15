/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * trunc() leaves other aggregations alone
 */
BEGIN { @a[1] = count(); @b[2] = count(); trunc(@a); exit(0); }
