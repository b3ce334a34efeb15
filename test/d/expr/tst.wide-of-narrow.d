/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * what is wanted in 64 bits is computed in 64 bits, though its operands are ints; unsigned ones are cut
 */
uint64_t wide;
int64_t total;
int seconds, second;
unsigned int many;
BEGIN
{
	seconds = 5;
	second = 1000000000;
	wide = 7;
	printf("%d\n", wide + seconds * 1000000000);
	printf("%d %d\n", wide + 4999999992 < seconds * second, wide + 4999999993 < seconds * second);
	wide = seconds * second;
	total += seconds * second - -second;
	printf("%d %d\n", wide, total);
	wide = 1 << 40 % (seconds * 10);
	printf("%d\n", wide);
	many = 4000000000;
	wide = many * 2;
	total = many - 1 - many;
	printf("%d %d\n", wide, total);
	/* In an int, and of two ints, it is an int. */
	printf("%d %d\n", seconds * second, seconds * second < second);
	exit(0);
}
