/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a struct may be a key
 */
struct k { int a, b, c; };
struct k k;
BEGIN { k.a = 1; @[k] = count(); k.b = 2; @[k] = count(); @[k] = count(); exit(0); }
