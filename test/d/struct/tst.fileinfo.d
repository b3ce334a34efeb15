/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * every member of fileinfo_t
 * @only: driver
 */
#pragma D depends_on module vmlinux

BEGIN
{
	printf("%d ", sizeof(((fileinfo_t *)NULL)->fi_name) > 0);
	printf("%d ", sizeof(((fileinfo_t *)NULL)->fi_dirname) > 0);
	printf("%d ", sizeof(((fileinfo_t *)NULL)->fi_pathname) > 0);
	printf("%d ", sizeof(((fileinfo_t *)NULL)->fi_offset) > 0);
	printf("%d ", sizeof(((fileinfo_t *)NULL)->fi_fs) > 0);
	printf("%d ", sizeof(((fileinfo_t *)NULL)->fi_mount) > 0);
	printf("%d ", sizeof(((fileinfo_t *)NULL)->fi_oflags) > 0);
	printf("\n");
	exit(0);
}
