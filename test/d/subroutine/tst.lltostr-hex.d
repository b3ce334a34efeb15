/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * lltostr(): base 16 has 0x before it
 */
BEGIN
{
	printf("%s\n", lltostr(0, 16));
	printf("%s\n", lltostr(255, 16));
	printf("%s\n", lltostr(0xdeadbeef, 16));
	exit(0);
}
