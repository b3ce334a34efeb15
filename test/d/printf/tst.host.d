/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * %I of what is no address is the text
 */
BEGIN { printf("%I|%I\n", "no address", "192.0.2.1"); exit(0); }
