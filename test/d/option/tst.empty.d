/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * empty: a program without clauses
 * @options: -x empty
 * @status: 1
 */
/* nothing */
