/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * & ^ | ~ on 64 bits
 */
uint64_t a;
uint64_t b;
BEGIN
{
	a = 0xff00ff00ff00ff00; b = 0x0ff00ff00ff00ff0;
	printf("%x\n", a & b);
	printf("%x\n", a | b);
	printf("%x\n", a ^ b);
	printf("%x\n", ~a);
	printf("%x\n", ~b & a);
	exit(0);
}
