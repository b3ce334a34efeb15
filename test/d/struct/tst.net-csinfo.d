/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * every member of csinfo_t
 * @only: driver
 */
#pragma D depends_on module vmlinux

BEGIN
{
	printf("%d ", sizeof(((csinfo_t *)NULL)->cs_addr) > 0);
	printf("%d ", sizeof(((csinfo_t *)NULL)->cs_cid) > 0);
	printf("\n");
	exit(0);
}
