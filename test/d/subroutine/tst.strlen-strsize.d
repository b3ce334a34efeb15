/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * strlen() never counts beyond strsize
 * @options: -x strsize=8
 */
BEGIN
{
	x = "0123456789";
	printf("%d\n", strlen(x));
	exit(0);
}
