/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a sum wraps around
 */
BEGIN { @ = sum(0x7fffffffffffffff); @ = sum(1); exit(0); }
