/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * bit-fields: signed and unsigned, written and read, without disturbing their neighbours
 */
struct flags { unsigned int a:3; int b:5; unsigned int c:24; unsigned long d:40; long e:20; } f;
BEGIN
{
	f.a = 7;
	f.b = -3;
	f.c = 0xabcdef;
	f.d = 0x123456789aULL;
	f.e = -1;
	printf("%d %d %x %x %d\n", f.a, f.b, f.c, f.d, f.e);
	f.b = 15;
	f.a = 9;
	printf("%d %d %x %x %d\n", f.a, f.b, f.c, f.d, f.e);
	f.c += 1;
	f.b--;
	printf("%d %d %x %d\n", f.a, f.b, f.c, sizeof (struct flags));
	exit(0);
}
