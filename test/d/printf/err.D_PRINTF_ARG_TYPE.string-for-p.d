/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a string is no pointer
 */
BEGIN { printf("%p", "x"); }
