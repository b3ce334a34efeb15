/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * chars percent
 */
BEGIN
{
	printf("%c%c %d%%\n", 72, 105, 50);
	printf("%C\n", 10);
	exit(0);
}
