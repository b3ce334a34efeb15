/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an option without its value, as a pragma
 */
#pragma D option bufsize
BEGIN { }
