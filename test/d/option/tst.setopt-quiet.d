/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * quiet may be turned on
 * @loud
 * @only: process
 */
BEGIN { trace(1); }
BEGIN { setopt("quiet"); trace(2); }
BEGIN { trace(3); exit(0); }
