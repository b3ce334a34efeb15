/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * values that come after normalize() are divided as well
 */
BEGIN { @[1] = sum(100); normalize(@, 10); }
tick-10ms { @[2] = sum(50); exit(0); }
