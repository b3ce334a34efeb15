/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * bad address
 */
BEGIN { trace(*(int *)0x10); }
BEGIN { printf("on\n"); exit(0); }
