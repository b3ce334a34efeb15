/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * cleanpath() of an empty string
 */
BEGIN
{
	printf("[%s]\n", cleanpath(""));
	exit(0);
}
