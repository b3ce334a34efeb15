/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a key of type char
 */
char k;

BEGIN { k = -5; @[k] = count(); exit(0); }
