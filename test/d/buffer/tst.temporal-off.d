/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * without temporal BEGIN comes first and END last
 * @options: -x temporal=no
 */
BEGIN { printf("begin "); }
tick-10ms { printf("tick "); exit(0); }
END { printf("end"); }
