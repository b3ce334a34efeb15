/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * uint32_t with int64_t: the operands meet in the type of higher rank
 */
uint32_t a;
int64_t b;

BEGIN
{
	a = 0; b = 9223372036854775807;
	printf("%x %x %x %x %x %x %x %x\n", (uint64_t)(a + b), (uint64_t)(a * b), (uint64_t)(a - b), (uint64_t)(a < b), (uint64_t)(a > b), (uint64_t)(a == b), (uint64_t)(a / b), (uint64_t)(a % b));
	a = 0; b = -1;
	printf("%x %x %x %x %x %x\n", (uint64_t)(a + b), (uint64_t)(a * b), (uint64_t)(a - b), (uint64_t)(a < b), (uint64_t)(a > b), (uint64_t)(a == b));
	a = 0; b = 3;
	printf("%x %x %x %x %x %x %x %x\n", (uint64_t)(a + b), (uint64_t)(a * b), (uint64_t)(a - b), (uint64_t)(a < b), (uint64_t)(a > b), (uint64_t)(a == b), (uint64_t)(a / b), (uint64_t)(a % b));
	a = 7; b = 9223372036854775807;
	printf("%x %x %x %x %x %x %x %x\n", (uint64_t)(a + b), (uint64_t)(a * b), (uint64_t)(a - b), (uint64_t)(a < b), (uint64_t)(a > b), (uint64_t)(a == b), (uint64_t)(a / b), (uint64_t)(a % b));
	a = 7; b = -1;
	printf("%x %x %x %x %x %x\n", (uint64_t)(a + b), (uint64_t)(a * b), (uint64_t)(a - b), (uint64_t)(a < b), (uint64_t)(a > b), (uint64_t)(a == b));
	a = 7; b = 3;
	printf("%x %x %x %x %x %x %x %x\n", (uint64_t)(a + b), (uint64_t)(a * b), (uint64_t)(a - b), (uint64_t)(a < b), (uint64_t)(a > b), (uint64_t)(a == b), (uint64_t)(a / b), (uint64_t)(a % b));
	a = 5; b = 9223372036854775807;
	printf("%x %x %x %x %x %x %x %x\n", (uint64_t)(a + b), (uint64_t)(a * b), (uint64_t)(a - b), (uint64_t)(a < b), (uint64_t)(a > b), (uint64_t)(a == b), (uint64_t)(a / b), (uint64_t)(a % b));
	a = 5; b = -1;
	printf("%x %x %x %x %x %x\n", (uint64_t)(a + b), (uint64_t)(a * b), (uint64_t)(a - b), (uint64_t)(a < b), (uint64_t)(a > b), (uint64_t)(a == b));
	a = 5; b = 3;
	printf("%x %x %x %x %x %x %x %x\n", (uint64_t)(a + b), (uint64_t)(a * b), (uint64_t)(a - b), (uint64_t)(a < b), (uint64_t)(a > b), (uint64_t)(a == b), (uint64_t)(a / b), (uint64_t)(a % b));
	exit(0);
}
