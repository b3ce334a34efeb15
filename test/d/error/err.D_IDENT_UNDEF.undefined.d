/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a name that nobody knows
 */
BEGIN { trace(nosuchthing + 1); }
