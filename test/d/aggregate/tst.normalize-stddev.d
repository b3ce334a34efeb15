/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * normalize() of stddev()
 */
BEGIN { @ = stddev(0); @ = stddev(1000); normalize(@, 10); exit(0); }
