/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * nor a kernel debugger
 * @options: -w
 * @only: process
 * @status: 1
 */
BEGIN { breakpoint(); }
