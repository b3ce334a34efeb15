/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the first assignment gives the type
 */
BEGIN
{
	c = (char)1;
	i = 1;
	l = 1LL;
	u = 1U;
	s = "a";
	printf("%d %d %d %d %d\n", sizeof(c), sizeof(i), sizeof(l), sizeof(u), sizeof(s));
	exit(0);
}
