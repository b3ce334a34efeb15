/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * port group
 */
BEGIN
{
	printf("%d\n", 1234567);
	printf("%P\n", (uint16_t)9999);
	exit(0);
}
