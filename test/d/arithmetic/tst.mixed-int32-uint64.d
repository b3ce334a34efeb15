/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * int32_t with uint64_t: the operands meet in the type of higher rank
 */
int32_t a;
uint64_t b;

BEGIN
{
	a = -2147483648; b = 0xffffffffffffffff;
	printf("%x %x %x %x %x %x %x %x\n", (uint64_t)(a + b), (uint64_t)(a * b), (uint64_t)(a - b), (uint64_t)(a < b), (uint64_t)(a > b), (uint64_t)(a == b), (uint64_t)(a / b), (uint64_t)(a % b));
	a = -2147483648; b = 7;
	printf("%x %x %x %x %x %x %x %x\n", (uint64_t)(a + b), (uint64_t)(a * b), (uint64_t)(a - b), (uint64_t)(a < b), (uint64_t)(a > b), (uint64_t)(a == b), (uint64_t)(a / b), (uint64_t)(a % b));
	a = -2147483648; b = 3;
	printf("%x %x %x %x %x %x %x %x\n", (uint64_t)(a + b), (uint64_t)(a * b), (uint64_t)(a - b), (uint64_t)(a < b), (uint64_t)(a > b), (uint64_t)(a == b), (uint64_t)(a / b), (uint64_t)(a % b));
	a = -1; b = 0xffffffffffffffff;
	printf("%x %x %x %x %x %x %x %x\n", (uint64_t)(a + b), (uint64_t)(a * b), (uint64_t)(a - b), (uint64_t)(a < b), (uint64_t)(a > b), (uint64_t)(a == b), (uint64_t)(a / b), (uint64_t)(a % b));
	a = -1; b = 7;
	printf("%x %x %x %x %x %x %x %x\n", (uint64_t)(a + b), (uint64_t)(a * b), (uint64_t)(a - b), (uint64_t)(a < b), (uint64_t)(a > b), (uint64_t)(a == b), (uint64_t)(a / b), (uint64_t)(a % b));
	a = -1; b = 3;
	printf("%x %x %x %x %x %x %x %x\n", (uint64_t)(a + b), (uint64_t)(a * b), (uint64_t)(a - b), (uint64_t)(a < b), (uint64_t)(a > b), (uint64_t)(a == b), (uint64_t)(a / b), (uint64_t)(a % b));
	a = 5; b = 0xffffffffffffffff;
	printf("%x %x %x %x %x %x %x %x\n", (uint64_t)(a + b), (uint64_t)(a * b), (uint64_t)(a - b), (uint64_t)(a < b), (uint64_t)(a > b), (uint64_t)(a == b), (uint64_t)(a / b), (uint64_t)(a % b));
	a = 5; b = 7;
	printf("%x %x %x %x %x %x %x %x\n", (uint64_t)(a + b), (uint64_t)(a * b), (uint64_t)(a - b), (uint64_t)(a < b), (uint64_t)(a > b), (uint64_t)(a == b), (uint64_t)(a / b), (uint64_t)(a % b));
	a = 5; b = 3;
	printf("%x %x %x %x %x %x %x %x\n", (uint64_t)(a + b), (uint64_t)(a * b), (uint64_t)(a - b), (uint64_t)(a < b), (uint64_t)(a > b), (uint64_t)(a == b), (uint64_t)(a / b), (uint64_t)(a % b));
	exit(0);
}
