/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the sign too
 */
BEGIN
{
	u = 1U;
	u = -1;
	i = 1;
	i = -1;
	printf("%d %d\n", u > 0, i > 0);
	exit(0);
}
