/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a key of type long
 */
long k;

BEGIN { k = -1099511627776; @[k] = count(); exit(0); }
