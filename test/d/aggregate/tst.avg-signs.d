/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * avg() of values of both signs
 */
BEGIN
{
	@ = avg(-10);
	@ = avg(10);
	@ = avg(3);
	exit(0);
}
