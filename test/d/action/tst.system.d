/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * system
 * @options: -w
 */
BEGIN { system("echo %s-%d", "hi", 3); exit(0); }
