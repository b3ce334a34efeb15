/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a key of type uint64_t
 */
uint64_t k;

BEGIN { k = 1099511627776; @[k] = count(); exit(0); }
