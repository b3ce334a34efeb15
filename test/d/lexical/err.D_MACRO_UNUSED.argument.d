/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * an argument the program never refers to
 * @args: 1 2
 */
BEGIN
{
	trace($1);
	exit(0);
}
