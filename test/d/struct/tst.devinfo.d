/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * every member of devinfo_t
 * @only: driver
 */
#pragma D depends_on module vmlinux

BEGIN
{
	printf("%d ", sizeof(((devinfo_t *)NULL)->dev_major) > 0);
	printf("%d ", sizeof(((devinfo_t *)NULL)->dev_minor) > 0);
	printf("%d ", sizeof(((devinfo_t *)NULL)->dev_instance) > 0);
	printf("%d ", sizeof(((devinfo_t *)NULL)->dev_name) > 0);
	printf("%d ", sizeof(((devinfo_t *)NULL)->dev_statname) > 0);
	printf("%d ", sizeof(((devinfo_t *)NULL)->dev_pathname) > 0);
	printf("\n");
	exit(0);
}
