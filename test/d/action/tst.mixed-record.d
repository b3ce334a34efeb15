/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * printf(), trace() and print() share a line
 * @loud
 * @only: process
 */
BEGIN { printf("a"); trace(1); printf("[%d]", 2); trace("t"); print(3); printf("z"); exit(0); }
