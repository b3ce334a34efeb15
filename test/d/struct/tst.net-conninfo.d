/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * every member of conninfo_t
 * @only: driver
 */
#pragma D depends_on module vmlinux

BEGIN
{
	printf("%d ", sizeof(((conninfo_t *)NULL)->ci_local) > 0);
	printf("%d ", sizeof(((conninfo_t *)NULL)->ci_remote) > 0);
	printf("%d ", sizeof(((conninfo_t *)NULL)->ci_protocol) > 0);
	printf("\n");
	exit(0);
}
