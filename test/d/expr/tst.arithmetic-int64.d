/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * + - * / % of int64_t, both signs
 */
int64_t a;
int64_t b;
BEGIN
{
	a = 7; b = -2;
	printf("a + b=%d\n", a + b);
	printf("a - b=%d\n", a - b);
	printf("a * b=%d\n", a * b);
	printf("a / b=%d\n", a / b);
	printf("a %% b=%d\n", a % b);
	a = -7; b = 2;
	printf("a + b=%d\n", a + b);
	printf("a - b=%d\n", a - b);
	printf("a * b=%d\n", a * b);
	printf("a / b=%d\n", a / b);
	printf("a %% b=%d\n", a % b);
	a = -7; b = -2;
	printf("a / b=%d\n", a / b);
	printf("a %% b=%d\n", a % b);
	a = 0x7fffffffffffffff; b = 1;
	printf("a - b=%d\n", a - b);
	printf("a / b=%d\n", a / b);
	printf("a %% b=%d\n", a % b);
	exit(0);
}
