/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * exit() in END gives the status
 * @status: 9
 */
BEGIN { exit(0); }
END { exit(9); }
