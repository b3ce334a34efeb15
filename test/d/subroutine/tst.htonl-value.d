/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * htonl() and ntohl()
 */
BEGIN
{
	printf("%x\n", htonl(0x12345678));
	printf("%x\n", ntohl(0x12345678));
	printf("%x\n", ntohl(htonl(0xdeadbeef)));
	exit(0);
}
