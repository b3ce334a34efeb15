/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * and so with it
 * @options: -x temporal
 */
END { printf("end"); }
tick-10ms { printf("tick "); exit(0); }
BEGIN { printf("begin "); }
