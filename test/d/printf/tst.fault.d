/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a fault in an argument: nothing is printed
 */
BEGIN { printf("%d %d\n", 1, *(int *)8); }
BEGIN { printf("next\n"); exit(0); }
