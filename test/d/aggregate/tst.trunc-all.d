/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * trunc() without a number removes all
 */
BEGIN { @[1] = count(); @[2] = count(); trunc(@); printa(@); exit(0); }
