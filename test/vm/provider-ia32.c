/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * A 32-bit program for test/vm/provider-syscall.sh: no library, a few system calls by int 0x80.
 */
static int call(int number, int a, int b, int c, int d)
{
	int value;

	__asm__ volatile("int $0x80"
			 : "=a"(value)
			 : "a"(number), "b"(a), "c"(b), "d"(c), "S"(d)
			 : "memory");
	return value;
}

void _start(void)
{
	static const char text[] = "ia32\n";

	call(24, 0, 0, 0, 0);			 /* getuid */
	call(4, 1, (int)text, 5, 0);		 /* write */
	call(5, (int)"/no/such/file", 0, 0, 0);	 /* open */
	call(114, -1, 0, 0, 0);			 /* wait4: there is no child */
	call(1, 7, 0, 0, 0);			 /* exit */
}
