/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * quiet output has only what is asked for
 */
BEGIN { printf("a\n"); printf("b"); trace("c"); trace("\n"); exit(0); }
