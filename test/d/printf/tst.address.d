/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * %a and %A of what is nowhere
 * @only: process
 */
BEGIN { printf("%a %A|%10a|%-10A|\n", 1, 2, 3, 4); exit(0); }
