/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * rindex(): the empty string is last at the end
 */
BEGIN
{
	printf("%d\n", rindex("abc", ""));
	printf("%d\n", rindex("", ""));
	printf("%d\n", rindex("abc", "", 1));
	exit(0);
}
