/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * equal values: integer keys are ordered as unsigned numbers
 */
BEGIN { @[-1] = count(); @[1] = count(); @[0] = count(); exit(0); }
