/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * in the classic layout
 * @loud
 * @only: process
 */
BEGIN { tracemem((char *)"abcd", 4); exit(0); }
