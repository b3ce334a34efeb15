/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strtoll() undoes lltostr()
 */
BEGIN
{
	printf("%d\n", strtoll(lltostr(-123456, 10), 10));
	printf("%d\n", strtoll(lltostr(99999, 16), 16));
	printf("%d\n", strtoll(lltostr(4095, 8), 8));
	printf("%d\n", strtoll(lltostr(77, 2), 2));
	exit(0);
}
