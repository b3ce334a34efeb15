/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * associative strings
 */
BEGIN
{
	names[1] = "uno"; names[2] = "dos";
	printf("%s %s [%s]\n", names[1], names[2], names[3]);
	exit(0);
}
