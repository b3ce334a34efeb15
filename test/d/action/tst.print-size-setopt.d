/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * printsize may change while tracing
 */
struct big { int a, b; };
struct big b;
BEGIN { b.a = 1; print(b); setopt("printsize", "4"); print(b); exit(0); }
