/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * conversions of floating-point values
 */
struct n { double d; float f; };
struct n *p;
BEGIN
{
	p = alloca(sizeof (struct n));
	*(uint64_t *)p = 0xc02c000000000000;
	*(uint32_t *)&p->f = 0x3e800000;
	printf("[%f][%e][%g][%E][%G][%.1f][%8.2f][%-8.2f][%+f][%08.1f][%Lf][%le]\n", p->d, p->d, p->d, p->d, p->d, p->f, p->f, p->f, p->f, p->f, p->d, p->d);
	exit(0);
}
