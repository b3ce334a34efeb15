/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lltostr(): base 8 has 0 before it
 */
BEGIN
{
	printf("%s\n", lltostr(8, 8));
	printf("%s\n", lltostr(0777, 8));
	printf("%s\n", lltostr(0, 8));
	exit(0);
}
