/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the right side of == resolves in the enum of the left
 */
enum colour { RED, GREEN = 5, BLUE };
enum colour c;
BEGIN
{
	c = GREEN;
	printf("%d %d %d\n", c, c == GREEN, c == BLUE);
	exit(0);
}
