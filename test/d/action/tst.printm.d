/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * printm() dumps what memref() names, at most so much
 */
BEGIN
{
	printm(8, memref("abcdef", 3));
	n = 30;
	printm(4, memref("abcdef", n));
	exit(0);
}
