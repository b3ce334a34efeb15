/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * max(): 0 is more than what is negative
 */
BEGIN
{
	@ = max(-1);
	@ = max(0);
	@ = max(-2);
	exit(0);
}
