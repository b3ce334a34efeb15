/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a clause that records nothing prints its default line
 * @loud
 * @only: process
 */
BEGIN { x = 1; }
BEGIN { this->y = x; }
BEGIN { }
BEGIN { exit(0); }
