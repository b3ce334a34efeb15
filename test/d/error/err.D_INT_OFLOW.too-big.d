/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an integer of more than 64 bits
 */
BEGIN { x = 99999999999999999999; }
