/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * casts of a long to int32_t
 */
int64_t a;

BEGIN
{
	a = 1311768467463790320; printf("%d\n", (int32_t)a);
	a = -1; printf("%d\n", (int32_t)a);
	a = 128; printf("%d\n", (int32_t)a);
	a = 32768; printf("%d\n", (int32_t)a);
	a = 2147483648; printf("%d\n", (int32_t)a);
	a = 127; printf("%d\n", (int32_t)a);
	a = 65407; printf("%d\n", (int32_t)a);
	a = -129; printf("%d\n", (int32_t)a);
	a = -32769; printf("%d\n", (int32_t)a);
	a = -2147483649; printf("%d\n", (int32_t)a);
	exit(0);
}
