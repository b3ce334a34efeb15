/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an extern variable and its definition are of one type
 */
extern int counted;
string counted;
BEGIN { exit(0); }
