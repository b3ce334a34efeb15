/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * declared
 */
string s; int a[5]; uint64_t big; self int t;
BEGIN
{
	a[0] = 1; a[4] = 5; big = 1ULL << 63; self->t = -1; s = "text";
	printf("%d %d %d %u %d %s\n", a[0], a[1], a[4], big, self->t, s);
	exit(0);
}
