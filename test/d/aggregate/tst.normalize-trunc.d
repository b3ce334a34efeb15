/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * normalize trunc
 */
BEGIN
{
	@a[1] = sum(1000); @a[2] = sum(3000); @a[3] = sum(2000);
	exit(0);
}
END { normalize(@a, 1000); trunc(@a, 2); printa("%d %@d\n", @a); denormalize(@a); printa("%d %@d\n", @a); }
