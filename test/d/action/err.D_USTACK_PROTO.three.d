/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * ustack takes two arguments
 */
BEGIN
{
	ustack(1, 2, 3);
	exit(0);
}
