/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an argument of more than 64 bits
 * @args: 99999999999999999999999
 */
BEGIN
{
	trace($1);
	exit(0);
}
