/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the exit status is an integer
 */
BEGIN
{
	exit("zero");
	exit(0);
}
