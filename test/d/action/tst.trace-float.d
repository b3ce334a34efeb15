/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a floating-point value is recorded, not where it was
 */
struct numbers { double d; float f; };
struct numbers *p;
BEGIN
{
	p = alloca(sizeof (struct numbers));
	*(uint64_t *)p = 0x3ff8000000000000;
	*(uint32_t *)&p->f = 0xc0200000;
	printf("%f %e %g|%10.3f|%-10.1f|%E %G", p->d, p->f, p->d, p->d, p->d, p->d, p->f);
	exit(0);
}
