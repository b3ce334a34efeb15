/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * avg() of one value
 */
BEGIN
{
	@ = avg(-17);
	exit(0);
}
