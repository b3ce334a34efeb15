/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lltostr(): decimal, with the corners
 */
BEGIN
{
	printf("%s\n", lltostr(0));
	printf("%s\n", lltostr(1));
	printf("%s\n", lltostr(-1));
	printf("%s\n", lltostr(123456789));
	printf("%s\n", lltostr(0x7fffffffffffffff));
	printf("%s\n", lltostr(-0x7fffffffffffffff - 1));
	exit(0);
}
