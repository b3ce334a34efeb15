/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * toupper() leaves its argument as it was
 */
BEGIN
{
	s = "abc";
	printf("%s %s\n", toupper(s), s);
	exit(0);
}
