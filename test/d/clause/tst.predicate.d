/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * predicate
 */
BEGIN { x = 3; }
BEGIN /x > 5/ { printf("no\n"); }
BEGIN /x == 3/ { printf("yes\n"); }
BEGIN { exit(0); }
