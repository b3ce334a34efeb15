/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * trace() pads each size of integer to its column
 * @loud
 * @only: process
 */
BEGIN { trace((char)1); trace((short)2); trace(3); trace(4LL); }
BEGIN { exit(0); }
