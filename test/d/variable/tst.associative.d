/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * associative
 */
BEGIN
{
	a["one", 1] = 10; a["two", 2] = 20; a["one", 2] = 30;
	printf("%d %d %d %d\n", a["one", 1], a["two", 2], a["one", 2], a["none", 0]);
	a["one", 1] = 0;
	printf("%d\n", a["one", 1]);
	a["two", 2]++;
	printf("%d\n", a["two", 2]);
	exit(0);
}
