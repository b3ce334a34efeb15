/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * divide by zero
 */
BEGIN { x = 0; trace(5 / x); }
ERROR { printf("error %d %d\n", arg2, arg4); exit(0); }
