/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * printa needs an argument
 */
BEGIN
{
	printa();
	exit(0);
}
