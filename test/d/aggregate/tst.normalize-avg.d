/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * normalize() of avg()
 */
BEGIN { @ = avg(100); @ = avg(51); normalize(@, 10); exit(0); }
