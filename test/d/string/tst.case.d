/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * case
 */
BEGIN
{
	printf("%s %s\n", toupper("aBc1"), tolower("AbC1"));
	exit(0);
}
