/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a struct that is no text is dumped in hexadecimal
 */
struct odd { int a, b, c; };
struct odd x;
BEGIN { x.a = 0x41424344; x.b = 1; x.c = -1; trace(x); exit(0); }
