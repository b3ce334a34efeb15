/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * only one argument was given
 * @args: 1
 */
BEGIN
{
	trace($1); trace($2);
	exit(0);
}
