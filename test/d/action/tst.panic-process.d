/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a process has no kernel to stop
 * @options: -w
 * @only: process
 * @status: 1
 */
BEGIN { panic(); }
