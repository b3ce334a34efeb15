/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a ring keeps the newest firings, and prints them at the end
 * @options: -x bufpolicy=ring -b 128
 * @only: process
 */
BEGIN { printf("1 "); }
BEGIN { printf("2 "); }
BEGIN { printf("3 "); }
BEGIN { printf("4 "); }
BEGIN { printf("5 "); }
BEGIN { printf("6 "); }
BEGIN { printf("7 "); }
BEGIN { exit(0); }
