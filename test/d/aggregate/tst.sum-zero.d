/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * sum(): that adds up to nothing is printed
 */
BEGIN
{
	@ = sum(5);
	@ = sum(-5);
	exit(0);
}
