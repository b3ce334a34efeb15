/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * speculation() gives 1 first, an int
 */
BEGIN
{
	printf("%d %d\n", speculation(), sizeof(speculation()));
	exit(0);
}
