/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * what literals make is not cut to int before it is stored in one, recorded as one, or cast
 */
inline uint64_t TIMEOUT = 5 * 1000000000;
inline int SECOND = 1000000000;
uint64_t big;
int64_t shifted;
BEGIN
{
	big = 5000000001;
	printf("%d %d\n", big > 5 * 1000000000, big > 6 * 1000000000);
	printf("%d %d\n", big > 5 * SECOND, big < 6 * SECOND);
	printf("%d %d\n", TIMEOUT, TIMEOUT / SECOND);
	big = 4 * 1024 * 1024 * 1024;
	shifted = 1 << 40;
	printf("%d %d\n", big, shifted);
	printf("%d %d\n", (int64_t)(5 * 1000000000), 5 * 1000000000 / 1000000000);
	printf("%d\n", -(5 * 1000000000) < -4000000000);
}
BEGIN
/0 < 5 * 1000000000 - 4294967296/
{
	/* Cut where it is recorded as an int, or says so itself. */
	printf("%d %d %x\n", 5 * 1000000000, 1 << 31, (uint32_t)(1 << 31));
	printf("%d %d\n", (int)(5 * 1000000000) == 705032704, (int32_t)2147483647 + (int32_t)1 < 0);
	printf("%d %d\n", ~0U == 0xffffffff, 0U - 1 == 0xffffffff);
	@ = sum(5 * 1000000000);
	exit(0);
}
