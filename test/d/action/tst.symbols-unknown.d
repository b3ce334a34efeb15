/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an address that is nowhere stays a number
 * @only: process
 */
BEGIN
{
	sym(1); printf("|"); mod(2); printf("|"); func(3); printf("|");
	usym(4); printf("|"); ufunc(5); printf("|"); umod(6); printf("|"); uaddr(7); printf("|");
	exit(0);
}
