/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * %f of an integer
 */
BEGIN
{
	printf("%f", 1);
	exit(0);
}
