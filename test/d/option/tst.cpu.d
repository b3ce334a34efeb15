/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * one CPU only
 * @options: -x cpu=0
 */
BEGIN { trace(cpu); exit(0); }
