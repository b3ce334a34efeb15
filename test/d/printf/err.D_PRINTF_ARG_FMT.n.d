/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * there is no %n
 */
BEGIN { printf("%n", 1); }
