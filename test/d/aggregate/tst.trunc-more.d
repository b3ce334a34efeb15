/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * trunc() to more than there are changes nothing
 */
BEGIN { @[1] = sum(10); @[2] = sum(30); trunc(@, 9); trunc(@, -9); exit(0); }
