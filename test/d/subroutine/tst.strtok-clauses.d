/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strtok(): the clauses of one firing go on with it
 */
BEGIN { printf("%s\n", strtok("a b c", " ")); }
BEGIN { printf("%s\n", strtok(NULL, " ")); }
BEGIN { printf("%s\n", strtok(NULL, " ")); exit(0); }
