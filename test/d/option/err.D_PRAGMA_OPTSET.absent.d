/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an option that cannot be had, as a pragma
 */
#pragma D option zone=x
BEGIN { }
