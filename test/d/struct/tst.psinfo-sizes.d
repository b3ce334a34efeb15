/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * arrays in psinfo_t and lwpsinfo_t have the sizes that scripts count on
 * @only: driver
 */
#pragma D depends_on module vmlinux

BEGIN
{
	printf("%d %d %d %d\n", sizeof(((psinfo_t *)NULL)->pr_fname), sizeof(((psinfo_t *)NULL)->pr_psargs), sizeof(((lwpsinfo_t *)NULL)->pr_clname), sizeof(((lwpsinfo_t *)NULL)->pr_name));
	exit(0);
}
