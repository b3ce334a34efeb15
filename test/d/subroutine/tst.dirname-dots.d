/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * dirname(): dots are names
 */
BEGIN
{
	printf("%s\n", dirname("."));
	printf("%s\n", dirname(".."));
	printf("%s\n", dirname("../x"));
	exit(0);
}
