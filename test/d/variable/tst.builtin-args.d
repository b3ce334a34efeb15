/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * arguments that a probe does not have are 0; all are 64 bits wide
 */
BEGIN
{
	printf("%d %d %d\n", arg1, arg9, sizeof(arg0));
	exit(0);
}
