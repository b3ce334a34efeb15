/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strchr() in a string variable
 */
BEGIN
{
	v = "name=value";
	printf("%s\n", strchr(v, '='));
	printf("%s\n", substr(strchr(v, '='), 1));
	exit(0);
}
