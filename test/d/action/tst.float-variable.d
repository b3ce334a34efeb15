/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a floating-point variable keeps its value
 */
struct numbers { double d; };
struct numbers *p;
BEGIN
{
	p = alloca(sizeof (struct numbers));
	*(uint64_t *)p = 0x400921f9f01b866e;
	pi = p->d;
	printf("%.5f", pi);
	exit(0);
}
