/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * a void value cannot be printed
 */
BEGIN
{
	print((void)1);
	exit(0);
}
