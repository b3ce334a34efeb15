/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * min() is signed
 */
BEGIN
{
	@ = min(3);
	@ = min(-7);
	@ = min(0);
	exit(0);
}
