/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a digit that the base does not have
 */
BEGIN { x = 09; }
