/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a backslash at the end of a line joins it to the next: between tokens, in a predicate, in a string, in a declaration
 */
int \
counted;
BEGIN
/1 == \
1/
{
	counted = 1 + \
		2;
	printf("%d one \
two\n", counted);
	exit(0);
}
