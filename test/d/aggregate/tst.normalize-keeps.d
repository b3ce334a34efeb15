/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * normalize() does not change what later values are added to
 */
BEGIN { @ = sum(50); normalize(@, 10); }
BEGIN { @ = sum(50); exit(0); }
