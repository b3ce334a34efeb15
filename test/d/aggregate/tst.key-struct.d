/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a struct as a key: its bytes
 */
struct s { char t[12]; };
struct s v;

BEGIN { v.t[0] = 'h'; v.t[1] = 'i'; @[v] = count(); exit(0); }
