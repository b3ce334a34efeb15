/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * exit() of an expression
 * @status: 7
 */
BEGIN { x = 3; exit(x * 2 + 1); }
