/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * basename(): an empty string
 */
BEGIN
{
	printf("%s\n", basename(""));
	exit(0);
}
