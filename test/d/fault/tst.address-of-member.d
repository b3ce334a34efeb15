/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the address of a member does not load
 */
struct s { long a; int b; };

BEGIN
{
	printf("%d\n", (int)&((struct s *)0x100)->b);
	exit(0);
}
