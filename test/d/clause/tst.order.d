/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * clauses of one probe run in the order of the program
 */
int n;

BEGIN { n = 1; }

BEGIN { n = n * 10 + 2; }

BEGIN { n = n * 10 + 3; }

BEGIN
{
	printf("%d\n", n);
	exit(0);
}
