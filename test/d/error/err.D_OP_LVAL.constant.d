/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * assignment to a constant
 */
BEGIN { 5 = 6; }
