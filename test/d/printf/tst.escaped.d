/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * %C and %S show what does not print, and quotes, as a C string has them
 */
BEGIN { printf("%C%C%C%C %S|%10S|%-6S|\n", 65, 10, 0, 200, "a\tb\r\"\\\001", "\n", "\n"); exit(0); }
