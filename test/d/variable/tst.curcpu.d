/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * curcpu, with and without the driver
 */
BEGIN
{
	printf("%d %d\n", curcpu->cpu_id == cpu, sizeof(curcpu->cpu_id));
	exit(0);
}
