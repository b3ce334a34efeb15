/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a port has 16 bits
 */
BEGIN { x = 22; printf("%P", x); }
