/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * cleanpath() of a clean path changes nothing
 */
BEGIN
{
	printf("%s\n", cleanpath("/usr/lib/dtrace"));
	printf("%s\n", cleanpath("usr/lib"));
	exit(0);
}
