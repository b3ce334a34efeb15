/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a wide string has wide characters
 */
BEGIN { printf("%ls", "x"); }
