/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * clause-local variables live through one firing
 */
this int y;
BEGIN { this->y = 5; }
BEGIN { this->y *= 2; }
BEGIN { printf("%d\n", this->y); exit(0); }
