/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * htons(), htonl(): only the low bytes count
 */
BEGIN
{
	printf("%x\n", htons(0x991234));
	printf("%x\n", htonl(0x9912345678));
	exit(0);
}
