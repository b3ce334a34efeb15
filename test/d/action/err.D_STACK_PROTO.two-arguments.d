/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * stack takes one argument
 */
BEGIN
{
	stack(1, 2);
	exit(0);
}
