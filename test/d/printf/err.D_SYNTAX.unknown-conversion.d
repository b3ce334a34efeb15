/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a conversion nobody knows
 */
BEGIN
{
	printf("%y", 1);
	exit(0);
}
