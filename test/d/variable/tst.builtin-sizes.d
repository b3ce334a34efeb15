/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the sizes of built-in variables
 */
BEGIN
{
	printf("%d %d %d %d %d %d\n", sizeof(pid), sizeof(uid), sizeof(timestamp), sizeof(id), sizeof(errno), sizeof(execname));
	exit(0);
}
