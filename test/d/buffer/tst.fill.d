/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a full fill buffer ends tracing: what came first is kept
 * @options: -x bufpolicy=fill -b 96
 * @only: process
 */
BEGIN { printf("1 "); }
BEGIN { printf("2 "); }
BEGIN { printf("3 "); }
BEGIN { printf("4 "); }
BEGIN { printf("5 "); }
BEGIN { printf("6 "); }
BEGIN { printf("7 "); }
BEGIN { printf("8 "); }
BEGIN { printf("9 "); }
