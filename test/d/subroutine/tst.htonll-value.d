/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * htonll() and ntohll()
 */
BEGIN
{
	printf("%x\n", htonll(0x123456789abcdef0));
	printf("%x\n", ntohll(1));
	printf("%x\n", ntohll(htonll(0xdeadbeefcafebabe)));
	exit(0);
}
