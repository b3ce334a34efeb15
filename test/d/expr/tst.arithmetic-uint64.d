/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * + - * / % of uint64_t
 */
uint64_t a;
uint64_t b;
BEGIN
{
	a = 7; b = 2;
	printf("a + b=%d\n", a + b);
	printf("a - b=%d\n", a - b);
	printf("a * b=%d\n", a * b);
	printf("a / b=%d\n", a / b);
	printf("a %% b=%d\n", a % b);
	a = 0xffffffffffffffff; b = 2;
	printf("a / b=%d\n", a / b);
	printf("a %% b=%d\n", a % b);
	printf("a + b=%d\n", a + b);
	printf("a - b=%d\n", a - b);
	a = 2; b = 3;
	printf("a - b=%d\n", a - b);
	exit(0);
}
