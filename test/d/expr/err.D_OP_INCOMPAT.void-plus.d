/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * arithmetic on void *
 */
void *p;
BEGIN
{
	trace(p + 1);
	exit(0);
}
