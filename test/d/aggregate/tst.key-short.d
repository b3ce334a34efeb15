/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a key of type short
 */
short k;

BEGIN { k = -300; @[k] = count(); exit(0); }
