/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * one aggregation, two functions
 */
BEGIN { @a = count(); @a = sum(1); }
