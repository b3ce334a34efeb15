/* SPDX-License-Identifier: GPL-2.0-only OR BSD-2-Clause */
/*
 * trace takes one value
 */
BEGIN
{
	trace(1, 2);
	exit(0);
}
