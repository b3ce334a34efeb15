/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * print() of floating-point values
 */
struct numbers { double d; float f; };
struct numbers *p;
BEGIN
{
	p = alloca(sizeof (struct numbers));
	*(uint64_t *)p = 0x3ff8000000000000;
	*(uint32_t *)&p->f = 0xc0200000;
	print(*p);
	exit(0);
}
