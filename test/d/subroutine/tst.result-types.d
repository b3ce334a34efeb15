/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the types of what the subroutines give
 */
BEGIN
{
	printf("%d %d %d %d\n", sizeof(strlen("")), sizeof(index("", "")), sizeof(strtoll("1")), sizeof(getmajor(0)));
	exit(0);
}
