/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * division by the constant zero
 */
BEGIN { x = 1 / 0; }
