/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a clause that only aggregates prints no line
 * @loud
 * @only: process
 */
BEGIN { @ = count(); }
BEGIN { x = 1; @ = count(); exit(0); }
