/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * what the buffer does not hold is dropped and told
 * @options: -b 64 -x switchrate=10ms
 * @only: process
 */
BEGIN { printf("1 "); }
BEGIN { printf("2 "); }
BEGIN { printf("3 "); }
BEGIN { printf("4 "); }
BEGIN { printf("5 "); }
BEGIN { printf("6 "); }
tick-1s { exit(0); }
