/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * htons(), htonl(), htonll(): types of the results
 */
BEGIN
{
	printf("%d %d %d\n", sizeof(htons(1)), sizeof(htonl(1)), sizeof(htonll(1)));
	printf("%d %d %d\n", sizeof(ntohs(1)), sizeof(ntohl(1)), sizeof(ntohll(1)));
	printf("%d\n", htonl(0xff) > 0);
	exit(0);
}
