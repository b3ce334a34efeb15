/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the status has the low eight bits
 * @status: 255
 */
BEGIN { exit(-1); }
