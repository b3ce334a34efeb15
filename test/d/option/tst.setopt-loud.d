/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * and off
 * @only: process
 */
BEGIN { trace(1); setopt("quiet", "no"); }
BEGIN { trace(2); exit(0); }
