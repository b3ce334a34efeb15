/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * the size of the strings is an integer
 */
BEGIN
{
	ustack(3, "s");
	exit(0);
}
