/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a char array compares as a string
 */
struct s { char name[8]; };
struct s v;

BEGIN
{
	v.name[0] = 'h';
	v.name[1] = 'i';
	printf("%d %d %d\n", v.name == "hi", v.name < "ho", v.name != "hi");
	exit(0);
}
