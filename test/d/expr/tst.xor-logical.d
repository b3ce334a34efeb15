/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ^^ is exclusive or of truths
 */
int a;
int b;
BEGIN
{
	a = 5; b = 7;
	printf("%d%d%d%d\n", a ^^ b, a ^^ 0, 0 ^^ b, 0 ^^ 0);
	exit(0);
}
