/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a pointer cannot be shifted
 */
int *p;
BEGIN
{
	trace(p << 1);
	exit(0);
}
