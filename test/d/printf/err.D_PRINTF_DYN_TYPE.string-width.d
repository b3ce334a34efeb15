/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the width is an integer
 */
BEGIN
{
	printf("%*d", "s", 1);
	exit(0);
}
