/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ipl is 0 in a thread
 */
BEGIN
{
	printf("%d\n", ipl);
	exit(0);
}
