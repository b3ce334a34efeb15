/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an operator without operand
 */
BEGIN { x = 1 +* ; }
