/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * two conversions, one value
 */
BEGIN
{
	printf("%d %d", 1);
	exit(0);
}
