/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * tracemem() dumps text as well
 */
BEGIN { tracemem((char *)"plain text", 10); exit(0); }
