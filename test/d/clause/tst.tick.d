/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * tick
 */
int i;
tick-10ms { printf("%d\n", i); }
tick-10ms /i++ == 2/ { exit(0); }
