/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a key of type int
 */
int k;

BEGIN { k = -70000; @[k] = count(); exit(0); }
