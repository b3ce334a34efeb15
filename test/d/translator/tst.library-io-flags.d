/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the numbers of b_flags, as every D has them
 * @only: driver
 */
#pragma D depends_on module vmlinux

BEGIN
{
	printf("%x %x %x %x %x %x %x %x\n", B_BUSY, B_DONE, B_ERROR, B_PAGEIO, B_PHYS, B_READ, B_WRITE, B_ASYNC);
	exit(0);
}
