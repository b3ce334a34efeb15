/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * unary minus, complement and plus
 */
BEGIN
{
	printf("%d %d %d\n", -5, ~5, - -5);
	printf("%d\n", +7);
	exit(0);
}
