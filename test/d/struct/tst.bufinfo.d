/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * every member of bufinfo_t
 * @only: driver
 */
#pragma D depends_on module vmlinux

BEGIN
{
	printf("%d ", sizeof(((bufinfo_t *)NULL)->b_flags) > 0);
	printf("%d ", sizeof(((bufinfo_t *)NULL)->b_bcount) > 0);
	printf("%d ", sizeof(((bufinfo_t *)NULL)->b_addr) > 0);
	printf("%d ", sizeof(((bufinfo_t *)NULL)->b_lblkno) > 0);
	printf("%d ", sizeof(((bufinfo_t *)NULL)->b_blkno) > 0);
	printf("%d ", sizeof(((bufinfo_t *)NULL)->b_resid) > 0);
	printf("%d ", sizeof(((bufinfo_t *)NULL)->b_bufsize) > 0);
	printf("%d ", sizeof(((bufinfo_t *)NULL)->b_iodone) > 0);
	printf("%d ", sizeof(((bufinfo_t *)NULL)->b_error) > 0);
	printf("%d ", sizeof(((bufinfo_t *)NULL)->b_edev) > 0);
	printf("\n");
	exit(0);
}
