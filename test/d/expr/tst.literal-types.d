/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * suffixes make literals long and unsigned
 */
BEGIN
{
	printf("%d %d %d %d\n", sizeof (1), sizeof (1L), sizeof (1U), sizeof (1ULL));
	printf("%d %d\n", sizeof (0x7fffffff), sizeof (0x100000000));
	printf("%d\n", sizeof (2147483648));
	exit(0);
}
