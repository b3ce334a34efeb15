/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * sizeof does not load
 */
BEGIN
{
	printf("%d\n", sizeof(*(int *)8));
	exit(0);
}
