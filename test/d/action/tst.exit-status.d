/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * exit status
 * @status: 7
 */
BEGIN { exit(7); }
