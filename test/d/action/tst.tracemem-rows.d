/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * rows of sixteen, the last one short
 */
BEGIN { tracemem((char *)"0123456789abcdefghijklmnopqrstuvwxyz", 35); exit(0); }
