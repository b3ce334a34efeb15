/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * arithmetic on a pointer to an incomplete type
 */
struct later;
struct later *p;
BEGIN
{
	trace(p + 1);
	exit(0);
}
