/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * denormalize() undoes normalize()
 */
BEGIN { @ = sum(100); normalize(@, 10); denormalize(@); exit(0); }
