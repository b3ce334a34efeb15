/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a string is copied when it is assigned
 */
BEGIN
{
	a = "first";
	b = a;
	a = "second";
	printf("%s %s\n", a, b);
	exit(0);
}
