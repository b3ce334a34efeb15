/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * htons() and ntohs()
 */
BEGIN
{
	printf("%x\n", htons(0x1234));
	printf("%x\n", ntohs(0x1234));
	printf("%x\n", htons(0xff));
	printf("%x\n", ntohs(htons(0xabcd)));
	exit(0);
}
