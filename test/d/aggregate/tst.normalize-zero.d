/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an aggregation cannot be normalized by zero
 * @status: 1
 */
BEGIN { @ = count(); normalize(@, 0); exit(0); }
