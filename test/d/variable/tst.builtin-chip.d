/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * chip is the package of the processor
 * @only: driver
 */
#pragma D depends_on module vmlinux

BEGIN
{
	printf("%d %d\n", chip >= 0, chip == curcpu->cpu_chip);
	exit(0);
}
