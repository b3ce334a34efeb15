/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * casts truncate and extend by sign
 */
BEGIN
{
	printf("%d %d %u\n", (char)300, (short)70000, (unsigned char)-1);
	printf("%d %lld\n", (int)0x1ffffffffLL, (long long)(int)-5);
	exit(0);
}
