/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * execname is the name of the process
 */
BEGIN
{
	printf("%s\n", execname);
	exit(0);
}
