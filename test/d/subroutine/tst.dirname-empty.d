/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * dirname(): an empty string
 */
BEGIN
{
	printf("%s\n", dirname(""));
	exit(0);
}
