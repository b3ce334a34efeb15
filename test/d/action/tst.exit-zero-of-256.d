/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * 256 is 0
 * @status: 0
 */
BEGIN { exit(256); }
