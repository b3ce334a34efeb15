/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * arguments have no numbers
 */
BEGIN { printf("%1$d", 1); }
