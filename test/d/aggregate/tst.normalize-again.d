/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the last normalize() counts
 */
BEGIN { @ = sum(100); normalize(@, 10); normalize(@, 4); exit(0); }
